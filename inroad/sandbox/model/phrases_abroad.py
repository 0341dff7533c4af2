"""What the model says in German, French and Spanish: the slots of `phrases`, with fewer wordings."""

from __future__ import annotations

from inroad.sandbox.model.phrases import Phrases

GERMAN: Phrases = {
    "greeting": ("Hallo {first},", "Guten Tag {first},", "Guten Morgen {first},"),
    "subject": (
        "Frage zur Stelle {posting.title}",
        "{posting.title} bei {posting.company}",
        "Arbeiten bei {posting.company}: eine Frage",
        "Eine Frage",
    ),
    "who": (
        "mein Name ist {sender.name}, und ich arbeite als {sender.role} bei {sender.employer}.",
        "ich bin {sender.name} und zurzeit als {sender.role} bei {sender.employer} tätig.",
        "ich heiße {sender.name} und arbeite als {sender.role}.",
        "mein Name ist {sender.name}, und ich hoffe, dass ich Ihnen schreiben darf.",
    ),
    "why": (
        "Die Stelle {posting.title} bei {posting.company} hat mein Interesse geweckt, und ich möchte mich bewerben.",
        "Ich habe gelesen, dass {posting.company} die Stelle {posting.title} besetzen will.",
        "Bevor ich mich bei {posting.company} als {posting.title} bewerbe, möchte ich mehr darüber wissen.",
        "Ich möchte gern verstehen, wie die Arbeit dort wirklich ist.",
    ),
    "common": (
        "Wir waren beide an derselben Schule: {common.school}.",
        "Wir haben beide für {common.employer} gearbeitet, wie ich gesehen habe.",
        "Auch ich komme aus {common.town}, deshalb habe ich an Sie gedacht.",
    ),
    "them": (
        "Als {person.title} bei {person.company} wissen Sie, was in keiner Anzeige steht.",
        "Sie arbeiten bei {person.company} als {person.title} und kennen das Haus von innen.",
        "Ich frage lieber jemanden, der dort ist, als von außen zu raten.",
    ),
    "ask": (
        "Hätten Sie in den nächsten Tagen eine Viertelstunde für ein kurzes Gespräch am Telefon?",
        "Darf ich Ihnen zwei kurze Fragen zur Arbeit im Team schicken?",
        "Könnten Sie mir in wenigen Zeilen sagen, worauf es bei dieser Aufgabe ankommt?",
    ),
    "recruiter": (
        "Ist die Stelle noch frei, und wären Sie die richtige Person dafür?",
        "Können Sie mir sagen, wie die nächsten Schritte aussehen und an wen ich mich wenden soll?",
    ),
    "referral": (
        "Könnten Sie sich vorstellen, mich nach einem kurzen Gespräch zu empfehlen?",
        "Würden Sie meinen Namen weitergeben, wenn Sie nach einem Gespräch ein gutes Gefühl haben?",
    ),
    "follow_up": (
        "Ich komme noch einmal auf meine frühere Nachricht zurück, falls sie untergegangen ist.",
        "Dies ist nur eine kurze Erinnerung an das, was ich Ihnen geschrieben habe.",
    ),
    "way_out": (
        "Schon eine Zeile würde mir sehr helfen, und wenn es gerade nicht passt, ist das auch in Ordnung.",
        "Wenn jemand anderes besser Auskunft geben kann, genügt mir ein Name.",
        "Sollte es gerade ungünstig sein, lassen Sie die Nachricht bitte einfach liegen.",
    ),
    "attached": ("Im Anhang finden Sie {sender.attachment}.",),
    "filler": (
        "Ich halte mich kurz und behalte selbstverständlich für mich, was Sie mir im Vertrauen sagen.",
        "Ein paar ehrliche Worte von jemandem aus dem Haus sind mir mehr wert als jede Anzeige.",
        "Es braucht keine lange Antwort, ein paar einfache Worte helfen mir schon sehr weiter.",
    ),
    "closing": ("Mit freundlichen Grüßen", "Viele Grüße", "Beste Grüße"),
    "linkedin": (
        "Hallo {first}, mich interessiert die Stelle {posting.title}. Darf ich Ihnen eine Frage dazu stellen?",
        "Hallo {first}, darf ich Ihnen eine kurze Frage zu Ihrer Arbeit stellen?",
    ),
}

FRENCH: Phrases = {
    "greeting": ("Bonjour {first},", "{first}, bonjour,"),
    "subject": (
        "Question sur le poste {posting.title}",
        "{posting.title} chez {posting.company}",
        "Travailler chez {posting.company} : une question",
        "Une question",
    ),
    "who": (
        "Je m'appelle {sender.name} et je travaille comme {sender.role} chez {sender.employer}.",
        "Je suis {sender.name}, actuellement {sender.role} chez {sender.employer}.",
        "Je m'appelle {sender.name} et je suis {sender.role}.",
        "Je m'appelle {sender.name} et je me permets de vous écrire.",
    ),
    "why": (
        "Le poste {posting.title} chez {posting.company} m'intéresse beaucoup et je souhaite postuler.",
        "J'ai lu que {posting.company} recrute pour le poste {posting.title}.",
        "Avant d'envoyer ma candidature chez {posting.company}, je voudrais mieux comprendre le poste {posting.title}.",
        "Je voudrais mieux comprendre comment on travaille chez vous.",
    ),
    "common": (
        "Nous avons fréquenté le même établissement : {common.school}.",
        "Nous avons tous les deux travaillé pour {common.employer}.",
        "Je viens moi aussi de {common.town}, et j'ai donc pensé à vous.",
    ),
    "them": (
        "Vous êtes {person.title} chez {person.company} et vous savez ce qu'aucune annonce ne dit.",
        "Puisque vous travaillez chez {person.company} comme {person.title}, votre avis compte beaucoup pour moi.",
        "Je préfère demander à quelqu'un qui est sur place plutôt que de deviner.",
    ),
    "ask": (
        "Auriez-vous un quart d'heure pour un bref appel, au moment qui vous convient ?",
        "Puis-je vous envoyer deux questions sur le travail de l'équipe ?",
        "Pourriez-vous me dire en quelques lignes ce qui compte le plus dans ce travail ?",
    ),
    "recruiter": (
        "Le poste est-il encore ouvert, et êtes-vous la bonne personne pour en parler ?",
        "Pourriez-vous me dire quelles sont les prochaines étapes et à qui je dois m'adresser ?",
    ),
    "referral": (
        "Seriez-vous d'accord pour me recommander, si un court échange vous convainc ?",
        "Pourriez-vous transmettre mon nom à la personne qui recrute, si cela vous semble juste ?",
    ),
    "follow_up": (
        "Je reviens vers vous au sujet de mon message précédent, au cas où il serait passé inaperçu.",
        "Ceci est un simple rappel de ce que je vous ai écrit.",
    ),
    "way_out": (
        "Une seule ligne me serait déjà très utile, et si le moment est mal choisi, je le comprends.",
        "Si une autre personne est mieux placée pour répondre, un nom me suffit.",
        "Ne vous sentez surtout pas obligé de répondre si vous manquez de temps.",
    ),
    "attached": ("Vous trouverez {sender.attachment} en pièce jointe.",),
    "filler": (
        "Je serai bref, et je garderai bien sûr pour moi ce que vous me direz en confiance.",
        "Quelques mots sincères de quelqu'un de la maison valent pour moi plus que toute annonce.",
        "Il n'y a pas besoin d'une longue réponse, quelques mots simples m'aideront déjà beaucoup.",
    ),
    "closing": ("Bien cordialement,", "Cordialement,", "Avec mes remerciements,"),
    "linkedin": (
        "Bonjour {first}, le poste {posting.title} m'intéresse. Puis-je vous poser une question ?",
        "Bonjour {first}, puis-je vous poser une question sur votre travail ?",
    ),
}

SPANISH: Phrases = {
    "greeting": ("Hola {first},", "Buenos días {first},", "Buenas tardes {first},"),
    "subject": (
        "Pregunta sobre el puesto {posting.title}",
        "{posting.title} en {posting.company}",
        "Trabajar en {posting.company}: una pregunta",
        "Una pregunta",
    ),
    "who": (
        "Me llamo {sender.name} y trabajo como {sender.role} en {sender.employer}.",
        "Soy {sender.name}, ahora {sender.role} en {sender.employer}.",
        "Me llamo {sender.name} y trabajo como {sender.role}.",
        "Me llamo {sender.name} y espero que no le moleste este mensaje.",
    ),
    "why": (
        "El puesto {posting.title} en {posting.company} me interesa mucho y quiero presentar mi candidatura.",
        "He leído que {posting.company} busca a alguien para el puesto {posting.title}.",
        "Antes de enviar mi candidatura a {posting.company}, quisiera entender mejor el puesto {posting.title}.",
        "Quisiera entender mejor cómo se trabaja allí.",
    ),
    "common": (
        "Los dos estudiamos en el mismo lugar: {common.school}.",
        "Los dos hemos trabajado para {common.employer}.",
        "Yo también soy de {common.town}, y por eso pensé en usted.",
    ),
    "them": (
        "Usted trabaja en {person.company} como {person.title} y sabe lo que ningún anuncio cuenta.",
        "Como {person.title} de {person.company}, su opinión vale mucho para mí.",
        "Prefiero preguntar a alguien que está allí antes que adivinar desde fuera.",
    ),
    "ask": (
        "¿Tendría un cuarto de hora para una llamada breve, cuando le venga bien?",
        "¿Puedo enviarle dos preguntas sobre el trabajo del equipo?",
        "¿Podría decirme en pocas líneas qué es lo más importante en este trabajo?",
    ),
    "recruiter": (
        "¿Sigue abierto el puesto, y es usted la persona adecuada para hablar de él?",
        "¿Podría decirme cuáles son los próximos pasos y a quién debo dirigirme?",
    ),
    "referral": (
        "¿Estaría dispuesto a recomendarme, si una breve conversación le convence?",
        "¿Podría pasar mi nombre a quien lleva la selección, si le parece bien?",
    ),
    "follow_up": (
        "Vuelvo a mi mensaje anterior, por si se ha perdido entre otros.",
        "Esto es solo un breve recordatorio de lo que le escribí.",
    ),
    "way_out": (
        "Una sola línea ya me ayudaría mucho, y si no es buen momento, lo entiendo.",
        "Si otra persona puede responder mejor, me basta con un nombre.",
        "No se sienta en la obligación de contestar si le falta tiempo.",
    ),
    "attached": ("Le adjunto {sender.attachment}.",),
    "filler": (
        "Seré breve, y por supuesto guardaré para mí lo que me cuente en confianza.",
        "Unas palabras sinceras de alguien de dentro valen para mí más que cualquier anuncio.",
        "No hace falta una respuesta larga, unas palabras sencillas ya me ayudan mucho.",
    ),
    "closing": ("Un cordial saludo,", "Saludos cordiales,", "Muchas gracias y un saludo,"),
    "linkedin": (
        "Hola {first}, me interesa el puesto {posting.title}. ¿Puedo hacerle una pregunta?",
        "Hola {first}, ¿puedo hacerle una pregunta sobre su trabajo?",
    ),
}
