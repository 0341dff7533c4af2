from __future__ import annotations

import pytest

from inroad.tools.addresses.names import NameForms, address_forms

# first name | last name | the spellings of the first | those of the last, the most usual first
NAMES = """
José|Álvarez|jose|alvarez
María|Núñez|maria|nunez
Ana María|de la Cruz|ana anamaria ana-maria|delacruz de-la-cruz cruz
José Ángel|García Márquez|jose joseangel jose-angel|garciamarquez garcia-marquez garcia marquez
Íñigo|Ibáñez|inigo|ibanez
Begoña|Peña|begona|pena
Joaquín|de los Ríos|joaquin|delosrios de-los-rios rios
Martín|Del Valle|martin|delvalle del-valle valle
Santiago|Ortega y Gasset|santiago|ortegaygasset ortega-y-gasset ortega gasset
João|Gonçalves|joao|goncalves
Conceição|dos Santos|conceicao|dossantos dos-santos santos
Antônio|Araújo|antonio|araujo
Luís|da Silva|luis|dasilva da-silva silva
Inês|Magalhães|ines|magalhaes
Jörg|Müller|jorg joerg|muller mueller
Günther|Schröder|gunther guenther|schroder schroeder
Käthe|Bäcker|kathe kaethe|backer baecker
Anna|Strauß|anna|strauss
Hans-Jürgen|Groß|hans-jurgen hansjurgen hans hans-juergen hansjuergen|gross
Ursula|von der Leyen|ursula|vonderleyen von-der-leyen leyen
Ludwig|van Beethoven|ludwig|vanbeethoven van-beethoven beethoven
Otto|zu Dohna|otto|zudohna zu-dohna dohna
Max|Weiß-Köhler|max|weisskohler weiss-kohler weiss kohler weisskoehler weiss-koehler koehler
Änne|Öhler|anne aenne|ohler oehler
Søren|Kjær|soren soeren|kjaer
Åse|Åkesson|ase aase|akesson aakesson
Bjørn|Ødegård|bjorn bjoern|odegard oedegaard
Jørgen|Østergaard|jorgen joergen|ostergaard oestergaard
Håkan|Lindström|hakan haakan|lindstrom lindstroem
Göran|Ek|goran goeran|ek
Päivi|Hämäläinen|paivi paeivi|hamalainen haemaelaeinen
Ýmir|Þórðarson|ymir|thordarson
Guðrún|Jónsdóttir|gudrun|jonsdottir
Æsa|Sæther|aesa|saether
Jan|van 't Hoff|jan|vanthoff van-t-hoff hoff
Daan|de Vries|daan|devries de-vries vries
Sanne|van den Berg|sanne|vandenberg van-den-berg berg
Zoë|Coëlho|zoe|coelho
Élodie|Lefèvre|elodie|lefevre
François|L'Hôpital|francois|lhopital
Jean-Luc|d’Artagnan|jean-luc jeanluc jean|dartagnan
Anne Sophie|Le Goff|anne annesophie anne-sophie|legoff le-goff goff
Noël|Château-Renaud|noel|chateaurenaud chateau-renaud chateau renaud
Maëlle|Bœuf|maelle|boeuf
Niccolò|Dell'Acqua|niccolo|dellacqua
Chiara|De Luca|chiara|deluca de-luca luca
Gianluca|Della Rovere|gianluca|dellarovere della-rovere rovere
Nicolò|D'Angelo|nicolo|dangelo
Sinéad|O'Connor|sinead|oconnor
Aoife|Ó Súilleabháin|aoife|osuilleabhain o-suilleabhain suilleabhain
Siân|Llŷr|sian|llyr
Mary Jane|Watson|mary maryjane mary-jane|watson
Owen|Smith-Jones|owen|smithjones smith-jones smith jones
Bob|Smith Jr.|bob|smith
William|Gates III|william|gates
J.|Tolkien||tolkien
Ana|C.|ana|
Łukasz|Wałęsa|lukasz|walesa
Małgorzata|Żółć|malgorzata|zolc
Agnieszka|Kowalska-Nowak|agnieszka|kowalskanowak kowalska-nowak kowalska nowak
Grzegorz|Brzęczyszczykiewicz|grzegorz|brzeczyszczykiewicz
Věra|Dvořák|vera|dvorak
Jiří|Čapek|jiri|capek
Ľubomír|Šťastný|lubomir|stastny
Đorđe|Đorđević|dorde djordje|dordevic djordjevic
Željko|Šarić|zeljko|saric
Črt|Žižek|crt|zizek
László|Kovács|laszlo|kovacs
Győző|Erdős|gyozo|erdos
Ștefan|Țepeș|stefan|tepes
Ionuț|Brâncuși|ionut|brancusi
Mindaugas|Žukauskas|mindaugas|zukauskas
Jānis|Bērziņš|janis|berzins
Jüri|Õun|juri jueri|oun
İbrahim|Şimşek|ibrahim|simsek
Işıl|Yıldız|isil|yildiz
Çağlar|Gündoğdu|caglar|gundogdu guendogdu
Ömer|Öztürk|omer oemer|ozturk oeztuerk
Əli|Həsənov|eli|hesenov
Elif|Demir-Aydın|elif|demiraydin demir-aydin demir aydin
Nguyễn|Văn An|nguyen|vanan van-an an
Thị Hương|Nguyễn|thi thihuong thi-huong|nguyen
Đức|Trần|duc djuc|tran
Phương|Lê|phuong|le
Quỳnh|Đặng|quynh|dang djang
小龙|李|xiaolong|li
伟|王|wei|wang
明|欧阳|ming|ouyang
Xiao-Long|Li|xiao-long xiaolong xiao|li
Xiǎo Míng|Lǚ|xiao xiaoming xiao-ming|lu
さくら|たなか|sakura|tanaka
タロウ|ヤマダ|tarou|yamada
Tarō|Itō|taro|ito
Min-jun|Kim|min-jun minjun min|kim
Ji Woo|Park|ji jiwoo ji-woo|park
Сергей|Иванов|sergey|ivanov
Юлия|Щербакова|yuliya|shcherbakova
Олександр|Шевченко|oleksandr|shevchenko
Алексей|Петров-Водкин|aleksey|petrovvodkin petrov-vodkin petrov vodkin
Димитър|Стоянов|dimitar|stoyanov
Ελένη|Παπαδοπούλου|eleni|papadopoulou
Γιώργος|Νικολάου|giorgos|nikolaou
გიორგი|მაისურაძე|giorgi|maisuradze
Արամ|Խաչատրյան|aram|khachatryan
राहुल|शर्मा||
김|민준||
สมชาย|ใจดี||
Rahul|शर्मा|rahul|
Siddharth|Iyer|siddharth|iyer
A. P. J.|Kalam|apj a-p-j|kalam
Omar|Al-Farsi|omar|alfarsi al-farsi farsi
Fatima|el Idrissi|fatima|elidrissi el-idrissi idrissi
Ali|bin Hassan|ali|binhassan bin-hassan hassan
Noor|Abu Zaid|noor|abuzaid abu-zaid zaid
Ben|Ben-Gurion|ben|bengurion ben-gurion gurion
محمد|علي||
יעל|כהן||
Mohammed|علي|mohammed|
Olúwaṣeun|Adébáyọ̀|oluwaseun|adebayo
Chukwuemeka|N'Golo|chukwuemeka|ngolo
Ngũgĩ|wa Thiong'o|ngugi|wathiongo wa-thiongo wa thiongo
Kaʻiulani|Kealiʻi|kaiulani|kealii
Tāmati|Ngāpuhi|tamati|ngapuhi
Cher||cher|
|Madonna|madonna|
Suharto|🚀|suharto|
🚀|✨||
|||
Ana 🚀|Cruz™|ana|cruz
ANA|CRUZ|ana|cruz
Ａｎａ|Ｃｒｕｚ|ana|cruz
J3nny|R0e|jnny|re
"""


def _rows() -> list[list[str]]:
    return [line.split("|") for line in NAMES.strip().splitlines()]


def _spelt(words: list[str]) -> str:
    return " ".join(dict.fromkeys(word for word in words if word))


@pytest.mark.parametrize(("first", "last", "firsts", "lasts"), _rows())
def test_a_name_is_spelt_in_the_usual_ways(first: str, last: str, firsts: str, lasts: str) -> None:
    forms = address_forms(first, last)
    assert _spelt([form.first for form in forms]) == firsts
    assert _spelt([form.last for form in forms]) == lasts


def test_the_table_is_large_enough() -> None:
    assert len({(row[0], row[1]) for row in _rows()}) >= 120


def test_a_form_says_how_it_was_come_by() -> None:
    assert address_forms("Ana", "Müller") == [
        NameForms("ana", "muller", "a", "m", "plain", "leading", "joined"),
        NameForms("ana", "mueller", "a", "m", "second", "leading", "joined"),
    ]


def test_initials_are_known_where_a_name_is_only_an_initial() -> None:
    [form] = address_forms("J.", "C.")
    assert (form.first, form.last, form.first_initial, form.last_initial) == ("", "", "j", "c")


def test_the_initial_of_a_last_name_follows_its_shape() -> None:
    initials = {form.last: form.last_initial for form in address_forms("Ana", "de la Cruz")}
    assert initials == {"delacruz": "d", "de-la-cruz": "d", "cruz": "c"}
