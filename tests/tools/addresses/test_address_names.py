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
María José|Martínez-Bordiú|maria mariajose maria-jose|martinezbordiu martinez-bordiu martinez bordiu
Jordi|Puig i Cadafalch|jordi|puigicadafalch puig-i-cadafalch puig cadafalch
Iñaki|Etxeberria Otaño|inaki|etxeberriaotano etxeberria-otano etxeberria otano
Xoán|Ínsua y Seoane|xoan|insuayseoane insua-y-seoane insua seoane
José Carlos|da Silva e Souza|jose josecarlos jose-carlos|dasilvaesouza da-silva-e-souza silva souza
Teresa|das Neves|teresa|dasneves das-neves neves
Beatriz|do Nascimento|beatriz|donascimento do-nascimento nascimento
Rui|d'Ávila|rui|davila
Karl|Freiherr von Stetten|karl|freiherrvonstetten freiherr-von-stetten stetten
Friedrich|vom Stein|friedrich|vomstein vom-stein stein
Wolfgang|von und zu Thann|wolfgang|vonundzuthann von-und-zu-thann thann
Jens|Weiß|jens|weiss
Jürg|Hübscher|jurg juerg|hubscher huebscher
Kirsten|Bruun-Møller|kirsten|bruunmoller bruun-moller bruun moller bruunmoeller bruun-moeller moeller
Malene|Sø|malene|so soe
Astrid|af Ugglas|astrid|afugglas af-ugglas ugglas
Svein|Aa|svein|aa
Eyþór|Ægisson|eythor|aegisson
Birta|Auðardóttir|birta|audardottir
Ægir|Þór|aegir|thor
Mäkelä|Åström|makela maekelae|astrom aastroem
Sampo|von Fieandt|sampo|vonfieandt von-fieandt fieandt
Femke|van der Ploeg|femke|vanderploeg van-der-ploeg ploeg
Pieter|Van den Broeck|pieter|vandenbroeck van-den-broeck broeck
Lotte|D'hondt|lotte|dhondt
Koen|de Kerf|koen|dekerf de-kerf kerf
Sjoerd|ter Veen|sjoerd|terveen ter-veen veen
Willem|'t Hart|willem|thart t-hart hart
Joke|op de Weegh|joke|opdeweegh op-de-weegh weegh
Bram|in 't Veld|bram|intveld in-t-veld veld
Marie-Noëlle|Le Bihan|marie-noelle marienoelle marie|lebihan le-bihan bihan
Jean‑Baptiste|de La Tour|jean-baptiste jeanbaptiste jean|delatour de-la-tour tour
Aurélie|du Pré|aurelie|dupre du-pre pre
Geneviève|de l'Épée|genevieve|delepee de-lepee lepee
Loïc|Saint-Exant|loic|saintexant saint-exant saint exant
Marc|N'Diaye|marc|ndiaye
Rosa|Lo Presti|rosa|lopresti lo-presti presti
Bruno|La Barbera|bruno|labarbera la-barbera barbera
Ludovica|Degli Esposti|ludovica|degliesposti degli-esposti esposti
Gabriele|Dall'Oglio|gabriele|dalloglio
Anna|Dalla Costa|anna|dallacosta dalla-costa costa
Seán|Mac Giolla Bríde|sean|macgiollabride mac-giolla-bride giolla bride
Niamh|Ní Dhomhnaill|niamh|nidhomhnaill ni-dhomhnaill dhomhnaill
Róisín|Nic Eoin|roisin|niceoin nic-eoin eoin
Ewan|MacDonald|ewan|macdonald
Fergus|Mc Gregor|fergus|mcgregor mc-gregor gregor
Fiona|O’Brien|fiona|obrien
Rhys|ap Gruffudd|rhys|apgruffudd ap-gruffudd gruffudd
Mary|St. John|mary|stjohn st-john john
Zażółć|Gęślą|zazolc|gesla
Stanisław|Śmigły|stanislaw|smigly
Hana|Nováková|hana|novakova
Ondřej|Říha|ondrej|riha
Zuzana|Kováčová|zuzana|kovacova
Matúš|Ďurica|matus|durica
Zoltán|Nagy-Szűcs|zoltan|nagyszucs nagy-szucs nagy szucs
Csilla|Szabóné Kiss|csilla|szabonekiss szabone-kiss szabone kiss
Ana-Maria|Țurcanu|ana-maria anamaria ana|turcanu
Răzvan|Șerbănescu|razvan|serbanescu
Şerban|Ţiriac|serban|tiriac
Vytautė|Jurgėlienė|vytaute|jurgeliene
Kęstutis|Šimkus|kestutis|simkus
Ģirts|Ķīsis|girts|kisis
Ülle|Põder|ulle uelle|poder
Sõrve|Kõiv|sorve|koiv
Doğan|Çelik|dogan|celik
Gülşah|Ağaoğlu|gulsah guelsah|agaoglu
Irmak|IŞIK|irmak|isik
İLKER|ILICALI|ilker|ilicali
Nərgiz|Əhmədova|nergiz|ehmedova
Αλέξανδρος|Οικονόμου|alexandros|oikonomou
Ευαγγελία|Μπακογιάννη|evangelia|bakogianni
Χρήστος|Τσίπας|christos|tsipas
Γεώργιος|Ψαράς|georgios|psaras
Ξένια|Αγγελοπούλου|xenia|angelopoulou
Θεόδωρος|Ντόκας|theodoros|ntokas
Ευγενία|Καραγιαννίδη|evgenia|karagiannidi
Καλλιόπη|Αϊβαλή|kalliopi|aivali
Ηλίας|Θηβαίος|ilias|thivaios
Фёдор|Достаев|fedor|dostaev
Ольга|Хрущёва|olga|khrushcheva
Евгений|Жуков|evgeniy|zhukov
Виктория|Цыганкова|viktoriya|tsygankova
Илья|Рыжий|ilya|ryzhiy
Наталья|Ильина|natalya|ilina
Святослав|Гончаренко|svyatoslav|goncharenko
Ганна|Їжакевич|hanna|yizhakevych
Євген|Ющенко|yevhen|yushchenko
Ярослава|Згурська|yaroslava|zgurska
Любов|Щур|lyubov|shchur
Дзяніс|Жолудаў|dzyanis|zholudau
Щелиана|Ангелова|shcheliana|angelova
Цветан|Щърбанов|tsvetan|shtarbanov
Ђорђе|Ћирић|djordje|ciric
Џон|Његош|dzon|njegos
Љиљана|Шћепановић|ljiljana|scepanovic
Ѓорѓи|Ќосевски|gjorgji|kjosevski
Nguyễn Thị|Minh Khai|nguyen nguyenthi nguyen-thi|minhkhai minh-khai minh khai
Đỗ|Thùy Dương|do djo|thuyduong thuy-duong thuy duong
Trần Văn|Ơn|tran tranvan tran-van|on
慧敏|陈|huimin|chen
诗雨|司马|shiyu|sima
志明|吕|zhiming|lu
雪|曾|xue|zeng
Chun-Wei|Hsu|chun-wei chunwei chun|hsu
美咲|佐藤||
健|鈴木||
Yūko|Ōno|yuko|ono
Shin'ichi|Kondō|shinichi|kondo
Seo-yeon|Lee|seo-yeon seoyeon seo|lee
Hye Jin|Choi|hye hyejin hye-jin|choi
서연|이||
Khalid|bin Walid|khalid|binwalid bin-walid walid
Aisha|bint Rashid|aisha|bintrashid bint-rashid rashid
Yusuf|Ibn Sina|yusuf|ibnsina ibn-sina sina
Mohamed|Abd El-Rahman|mohamed|abdelrahman abd-el-rahman rahman
Abdul Rahman|Al Suwaidi|abdul abdulrahman abdul-rahman|alsuwaidi al-suwaidi suwaidi
Layla|Al-Shaʿlān|layla|alshalan al-shalan shalan
ʿAbbās|Ḥusaynī|abbas|husayni
Ahmed|Abdel-Aziz|ahmed|abdelaziz abdel-aziz aziz
S. Venkat|Raghavan|venkat svenkat s-venkat|raghavan
Anil|Kumar K.|anil|kumar
Lakshmi|N. Subramanian|lakshmi|subramanian
Venkata Subbarao|Pochiraju|venkata venkatasubbarao venkata-subbarao|pochiraju
Harpreet Kaur|Gill|harpreet harpreetkaur harpreet-kaur|gill
Suhartini||suhartini|
Budi||budi|
Dewi Ayu|Lestari|dewi dewiayu dewi-ayu|lestari
Māhealani|Kaʻahumanu|mahealani|kaahumanu
ʻIolana|Kāne|iolana|kane
Siaosi|Taʻufoʻou|siaosi|taufoou
ნინო|ღლონტი|nino|ghlonti
Հասմիկ|Եղիազարյան|hasmik|eghiazaryan
Գևորգ|Օհանյան|gevorg|ohanyan
Żeppi|Ħaġjar|zeppi|hagjar
Ċensu|Borġ|censu|borg
Ġorġ|Zammit Għawdxi|gorg|zammitghawdxi zammit-ghawdxi zammit ghawdxi
Ifẹ́olúwa|Ọlátúnjí|ifeoluwa|olatunji
Ɓala|Ɗanjuma|bala|danjuma
Thabo|ka Ngwane|thabo|kangwane ka-ngwane ngwane
Jane 🌻|Doe|jane|doe
🔥 Max|Power 🚀|max|power
Priya (she/her)|Nair|priya|nair
Dana|Levi (they/them)|dana|levi
Kim|Lee, PhD|kim|lee
Dr. Eva|Roth|eva|roth
Prof. Dr. Ute|Lang|ute|lang
Robert|Downing Jr|robert|downing
Henry|Ford IV|henry|ford
Sam|Hill, MBA, PMP|sam|hill
Pat|Moran Sr.|pat|moran
R.|Singh||singh
T. J.|Hooker|tj t-j|hooker
M|van Dam||vandam van-dam dam
J. R. R.|Token|jrr j-r-r|token
Ana B.|Cole|ana anab ana-b|cole
John Q|Public|john johnq john-q|public
Renée|d'Éon|renee|deon
Ng||ng|
O|Yi||yi
Wu|E|wu|
Łucja|Ł.|lucja|
ßen|Maß|ssen|mass
Straße|GROẞ|strasse|gross
Ĉarlo|Ĝusta|carlo|gusta
Ĳsbrand|Kuĳper|ijsbrand|kuijper
Ijsbrand|van IJzendoorn|ijsbrand|vanijzendoorn van-ijzendoorn ijzendoorn
Наталія|Ковальчук|nataliia|kovalchuk
В'ячеслав|Гнатюк|viacheslav|hnatiuk
Юрій|Лисенко|yurii|lysenko
Алесь|Рыгоровіч-Кім|ales|ryhorovichkim ryhorovich-kim ryhorovich kim
Παύλος|Μαυρίδης|pavlos|mavridis
Ευτυχία|Ζαΐμη|eftychia|zaimi
Άγγελος|Συγγρός|angelos|syngros
Милица|Џелебџић|milica|dzelebdzic
Христо|Въжаров|hristo|vazharov
花子|中村||
Aiko|高橋|aiko|
伟|尉迟|wei|yuchi
J. Robert|Miller|robert jrobert j-robert|miller
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
    assert len({(row[0], row[1]) for row in _rows()}) >= 250


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
