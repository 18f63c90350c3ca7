"""What mail programs write around a quoted or forwarded mail, by language: labels, separators, verbs, prefixes.

Languages: English, German, French, Spanish, Catalan, Italian, Portuguese, Romanian, Dutch, Danish, Norwegian, Swedish,
Finnish, Estonian, Latvian, Lithuanian, Polish, Czech, Slovak, Hungarian, Croatian, Serbian, Slovene, Russian,
Ukrainian, Bulgarian, Greek, Turkish, Hebrew, Arabic, Japanese, Chinese, Korean, Vietnamese, Indonesian.
"""

from __future__ import annotations


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_FROM = _phrases(
    "from|von|de|da|van|fra|från|lähettäjä|saatja|no|nuo|siuntėjas|od|feladó|šalje|pošiljatelj|пошиљалац|от|"
    "від|из|от кого|από|kimden|gönderen|מאת|من|差出人|送信者|发件人|寄件者|寄件人|보낸 사람|보낸사람|từ|dari|"
    "expéditeur|mittente|remitente|remetente|afzender|absender|avsändare|nadawca|odesílatel|odosielateľ|"
    "отправитель|відправник|expeditor"
)
_DATE = _phrases(
    "date|sent|datum|gesendet|gesendet am|envoyé|envoyé le|fecha|enviado|enviado el|enviado em|enviada em|"
    "enviada|data|inviato|inviato il|verzonden|dato|sendt|dátum|skickat|skickat den|päivämäärä|päiväys|"
    "lähetetty|kuupäev|saadetud|datums|nosūtīts|išsiųsta|wysłano|wysłane|odesláno|dne|odoslané|elküldve|"
    "küldve|küldés dátuma|poslano|datum slanja|poslato|дата|отправлено|дата отправления|надіслано|відправлено|"
    "изпратено|ημερομηνία|στάλθηκε|tarih|gönderildi|gönderme tarihi|gönderilme tarihi|תאריך|נשלח|التاريخ|"
    "تاريخ|تم الإرسال|日付|送信日時|日期|发送时间|发送日期|傳送日期|寄件日期|날짜|보낸 날짜|ngày|đã gửi|"
    "tanggal|dikirim|trimis|dată|data trimiterii|tramès"
)
_TO = _phrases(
    "to|an|à|a|para|per|aan|til|till|vastaanottaja|kellele|kam|kada|do|komu|címzett|prima|za|primatelj|прима|"
    "кому|до|προς|kime|alıcı|אל|إلى|宛先|收件人|收件者|받는 사람|받는사람|đến|kepada|destinataire|empfänger|"
    "destinatario|destinatário|către|pre|adresat|mottagare|modtager|mottaker|pentru|pro|saaja"
)
_CC = _phrases(
    "cc|kopie|kopie (cc)|cc (copie)|copie|copie à|copia|cópia|kopio|kopi|kopia|koopia|kopija|kópia|másolat|"
    "másolatot kap|копия|копія|копие|κοιν.|κοινοποίηση|bilgi|עותק|نسخة|抄送|副本|참조|sao chép|tembusan|dw|"
    "do wiadomości|kk|bcc|blindkopie"
)
_SUBJECT = _phrases(
    "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|teema|temats|tema|temat|předmět|"
    "predmet|tárgy|naslov|тема|предмет|относно|θέμα|konu|נושא|الموضوع|件名|主题|主旨|主題|제목|chủ đề|tiêu đề|"
    "subjek|perihal|subiect|zadeva|assumpte"
)
_REPLY_TO = _phrases(
    "reply-to|reply to|antwort an|antworten an|répondre à|responder a|rispondi a|risposta|antwoord aan|"
    "svar til|svar till|vastaus|odpowiedz do|odpověď|odpověď komu|odpovedať komu|válaszcím|ответить|"
    "відповісти|yanıtla|返信先|回复|답장"
)
_OTHER = _phrases(
    "importance|priority|wichtigkeit|priorität|importanza|importancia|prioridade|prioritet|attachments|"
    "anlagen|pièces jointes"
)

LABELS: dict[str, str] = {
    label: field
    for field, labels in (
        ("other", _OTHER),
        ("reply-to", _REPLY_TO),
        ("cc", _CC),
        ("to", _TO),
        ("date", _DATE),
        ("subject", _SUBJECT),
        ("from", _FROM),
    )
    for label in labels
}

FORWARDED = _phrases(
    "forwarded message|forwarded email|fwd.msg|weitergeleitete nachricht|weitergeleitete mail|"
    "message transféré|message transmis|mensaje reenviado|missatge reenviat|messaggio inoltrato|"
    "mensagem encaminhada|mensagem reencaminhada|mesaj redirecționat|mesaj redirecţionat|"
    "mesajul redirecționat|doorgestuurd bericht|videresendt meddelelse|videresendt besked|videresendt e-mail|"
    "videresendt melding|vidarebefordrat meddelande|vidarebefordrat mejl|välitetty viesti|"
    "edelleenlähetetty viesti|edastatud kiri|edastatud sõnum|pārsūtītā ziņa|pārsūtīts ziņojums|"
    "persiųstas laiškas|przekazana wiadomość|wiadomość przekazana|treść przekazanej wiadomości|"
    "přeposlaná zpráva|předaná zpráva|preposlaná správa|továbbított üzenet|továbbított levél|"
    "proslijeđena poruka|прослеђена порука|prosleđena poruka|posredovano sporočilo|пересылаемое сообщение|"
    "пересланное сообщение|перенаправленное сообщение|переадресованное сообщение|переслане повідомлення|"
    "перенаправлене повідомлення|препратено съобщение|προωθημένο μήνυμα|iletilen ileti|yönlendirilmiş ileti|"
    "iletilmiş mesaj|הודעה שהועברה|رسالة معاد توجيهها|رسالة مُعاد توجيهها|転送メッセージ|転送されたメッセージ|"
    "转发的邮件|转发的消息|轉寄的郵件|轉寄訊息|전달된 메시지|전달된 메일|tin nhắn được chuyển tiếp|"
    "thư đã chuyển tiếp|pesan terusan"
)

ORIGINAL = _phrases(
    "original message|original appointment|ursprüngliche nachricht|originalnachricht|ursprungsnachricht|"
    "message d'origine|message d’origine|message original|mensaje original|missatge original|"
    "messaggio originale|mensagem original|mesaj original|oorspronkelijk bericht|origineel bericht|"
    "oprindelig besked|oprindelig meddelelse|original meddelelse|oprindelig e-mail|opprinnelig melding|"
    "originalmeddelande|ursprungligt meddelande|alkuperäinen viesti|algne kiri|algsõnum|oriģinālā ziņa|"
    "pirminis laiškas|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|původní e-mail|pôvodná správa|"
    "eredeti üzenet|izvorna poruka|originalna poruka|izvirno sporočilo|исходное сообщение|"
    "оригинальное сообщение|первоначальное сообщение|початкове повідомлення|оригінальне повідомлення|"
    "оригинално съобщение|αρχικό μήνυμα|özgün ileti|orijinal mesaj|orjinal mesaj|asıl ileti|הודעה מקורית|"
    "الرسالة الأصلية|元のメッセージ|原始邮件|原始郵件|原始信件|원본 메시지|원본 메일|tin nhắn gốc|thư gốc|"
    "pesan asli|reply message|reply"
)

BEGINS = _phrases(
    "începe mesajul redirecționat|début du message transféré|a továbbított levél kezdete|"
    "begin forwarded message|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|"
    "début du message réexpédié|début du message transféré|inicio del mensaje reenviado|"
    "inici del missatge reenviat|inizio messaggio inoltrato|início da mensagem reencaminhada|"
    "início da mensagem encaminhada|começo da mensagem encaminhada|begin doorgestuurd bericht|"
    "start på videresendt besked|starten på den videresendte besked|videresendt melding|"
    "begynnelsen på videresendt melding|vidarebefordrat mejl|vidarebefordrat brev|vidarebefordrat meddelande|"
    "välitetty viesti alkaa|początek przekazywanej wiadomości|začátek přeposílané zprávy|"
    "začátek přeposlané zprávy|začiatok preposlanej správy|začiatok preposielanej správy|"
    "továbbított levél kezdete|a továbbított levél kezdete|započni proslijeđenu poruku|"
    "početak proslijeđene poruke|începutul mesajului redirecționat|начало переадресованного сообщения|"
    "начало пересылаемого сообщения|початок листа, що пересилається|початок пересланого повідомлення|"
    "αρχή προωθημένου μηνύματος|iletilen iletinin başlangıcı|i̇leti başlangıcı|ileti başlangıcı|"
    "i̇letilen ileti başlangıcı|iletilen ileti|תחילת ההודעה שהועברה|بداية الرسالة المعاد توجيهها|"
    "転送されたメッセージ|以下是转发的邮件|开始转发的邮件|開始轉寄郵件|以下為轉寄的郵件|전달된 메시지 시작|"
    "전달된 메시지"
)

# What stands before the colon of a subject.
FORWARD_PREFIXES = frozenset(
    _phrases(
        "chuyển tiếp|doorst|doorsturen|dt|ed|prosl|prosl.|trs|redirecționat|reenv|vidarebefordrat|"
        "továbbított|переслать|yml|"
        "edst|enc|encaminhar|fs|fw|fwd|fwd.|fw：|i|ilet|ilt|inoltra|i̇let|i̇lt|pd|pren|"
        "proslijeđeno|pārs|redir|redir.|renv|rv|tovabbitas|továbbítva|továbbítás|tr|tr.|trans|vb|videresend|"
        "videresendt|vl|vs|wg|wtr|πρ|πρθ|пд|перенапр|пересл|переслано|пересылка|препр|прп|הועבר|إعادة توجيه|転送|"
        "轉寄|轉發|转发|전달"
    )
)

REPLY_PREFIXES = frozenset(
    _phrases(
        "antw|antwort|atb|aw|bls|odg|odp|r|re|re.|ref|res|rif|réf|rép|sv|vs|vá|yan|ynt|απ|відп|на|отв|ответ|回复|"
        "回覆|答复|返信|답장"
    )
)

# How the sentence "On ... wrote:" ends or what it holds.
VERBS = _phrases(
    "wrote|writes|schrieb|geschrieben|a écrit|a ecrit|écrit|escribió|escribio|ha escrito|va escriure|"
    "ha scritto|escreveu|a scris|schreef|geschreven|skrev|skreiv|skrev følgende|skrev følgjande|"
    "skrev följande|följande|følgende|kirjoitti|kirjutas|rakstīja|rašė|napisał|napisała|napisał(a)|pisze|"
    "napsal|napsala|napsal(a)|napísal|napísala|napísal(a)|írta|je napisao|napisao|napisala|je napisao/la|"
    "napisao/la|napisao je|napisala je|је написао|написао је|je napisal|je napisal/-a|написал|написала|"
    "написал(а)|пишет|писал|писал(а)|написав|пише|написа|έγραψε|yazdı|כתב|כתב/ה|كتب|のメール|書きました|书写|"
    "写道|寫道|作成|작성|썼습니다|đã viết|menulis"
)

# How that sentence begins: the preposition before the date, or the weekday.
OPENERS = frozenset(
    _phrases(
        "a|am|at|cmt|cum|czw|d.|dana|den|di|dienstag|dim|dne|dnia|do|dom|donnerstag|e|el|em|fr|fre|freitag|fri|"
        "friday|gio|id|il|jeu|jue|k|ke|l|la|le|lun|lör|lør|ma|man|mar|mer|mi|mie|mittwoch|mié|mo|mon|monday|"
        "montag|mån|n|na|nd|ndz|ne|ned|no|nuo|on|ons|op|p|pada|paz|pe|per|pet|pi|pn|po|pon|pt|pzt|pá|qua|qui|r|sa|"
        "sab|sal|sam|samstag|sat|saturday|seg|sex|so|sob|sonntag|sri|st|su|sub|sun|sunday|sáb|sön|søn|t|tarih|"
        "tarihinde|ter|thu|thursday|tir|tirs|tis|to|tor|tors|tue|tuesday|um|ut|uto|ven|vie|vr|vào|w|wed|wednesday|"
        "wo|wt|za|zo|çar|în|út|čet|čt|śr|št|στις|в|вс|вт|на|нд|от|пн|пт|сб|ср|у|чт"
    )
)

# What phones and programs add below a mail.
PHONE_SENT = _phrases(
    "sent from my|sent from a |sent from mail|sent from outlook|sent from yahoo|sent from gmail|"
    "sent from proton|sent from the all new aol|sent from samsung|sent from galaxy|sent from mobile|sent from aol|"
    "sent from android|sent from windows|sent from nine|sent from spark|sent from blackberry|sent from huawei|"
    "sent via|sent with|sent using|get outlook for|get bluemail for|envoyé de|envoyé depuis|"
    "envoyé à partir|télécharger outlook|obtenez outlook|von meinem|gesendet von|gesendet mit|"
    "diese nachricht wurde von meinem|outlook für|holen sie sich outlook|enviado desde|enviado do|"
    "enviado a partir|enviat des|obtener outlook|obter o outlook|inviato da|scarica outlook|ottieni outlook|"
    "verzonden vanaf|verstuurd vanaf|verzonden met|outlook voor|download outlook|sendt fra|hent outlook|"
    "skaff deg outlook|skickat från|skaffa outlook|hämta outlook|lähetetty|hanki outlook|wysłane z|wysłano z|"
    "pobierz outlook|odesláno z|odoslané z|získat outlook|küldve az|trimis de pe|poslano s|poslano z|"
    "отправлено с|отправлено из|надіслано з|στάλθηκε από|iphone'umdan gönderildi|ipad'imden gönderildi|"
    "から送信|发自我的|從我的|나의 iphone에서 보냄"
)

# How the paragraph begins that a company adds below every mail.
DISCLAIMERS = _phrases(
    "confidentiality notice|confidentiality:|disclaimer:|disclaimer|important notice:|legal notice|"
    "privileged and confidential|this email and any|this e-mail and any|this message and any|"
    "this communication and any|this email is confidential|this e-mail is confidential|this email message is|"
    "this e-mail message is|this message is confidential|this message is intended|this email is intended|"
    "this e-mail is intended|this email may contain|this e-mail may contain|this message may contain|"
    "this message contains confidential|this email contains confidential|the information contained in this|"
    "the information in this email|the content of this email|the contents of this email|"
    "if you are not the intended recipient|please consider the environment|before printing|"
    "diese e-mail enthält vertrauliche|diese nachricht enthält vertrauliche|der inhalt dieser e-mail|"
    "ce message et|ce courriel et|ce message est confidentiel|este mensaje y|este mensaje contiene|"
    "este correo electrónico|esta mensagem pode|questo messaggio e|le informazioni contenute|dit bericht is|"
    "de informatie in dit"
)
