"""The labels mail programs write before sender, date, recipients and subject of a quoted or forwarded mail.

Languages: English, German, French, Spanish, Catalan, Italian, Portuguese, Romanian, Dutch, Danish, Norwegian, Swedish,
Icelandic, Finnish, Estonian, Latvian, Lithuanian, Polish, Czech, Slovak, Hungarian, Croatian, Serbian, Slovene,
Russian, Ukrainian, Bulgarian, Greek, Turkish, Hebrew, Arabic, Persian, Hindi, Thai, Japanese, Chinese, Korean,
Vietnamese, Indonesian, Malay, Galician, Basque.
"""

from __future__ import annotations


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_FROM = _phrases(
    "from|von|de|da|van|fra|från|lähettäjä|saatja|no|nuo|siuntėjas|od|feladó|šalje|pošiljatelj|пошиљалац|от|"
    "від|из|от кого|από|kimden|gönderen|מאת|من|差出人|送信者|发件人|寄件者|寄件人|보낸 사람|보낸사람|từ|dari|"
    "expéditeur|mittente|remitente|remetente|afzender|absender|avsändare|nadawca|odesílatel|odosielateľ|"
    "отправитель|відправник|expeditor|de la|од|frá|nork|nortik|จาก|daripada|از|فرستنده|प्रेषक|द्वारा|remitent|"
    "sender|from email|ut från|pošiljalac|отправител|αποστολέας|người gửi|pengirim|差出人名|lähettäjältä|"
    "feladó neve|expedient|sendandi|bidaltzailea|emisor"
)
_DATE = _phrases(
    "date|sent|datum|gesendet|gesendet am|envoyé|envoyé le|fecha|enviado|enviado el|enviado em|enviada em|"
    "enviada|data|inviato|inviato il|verzonden|dato|sendt|dátum|skickat|skickat den|päivämäärä|päiväys|"
    "lähetetty|kuupäev|saadetud|datums|nosūtīts|išsiųsta|wysłano|wysłane|odesláno|dne|odoslané|elküldve|küldve|"
    "küldés dátuma|poslano|datum slanja|poslato|дата|отправлено|дата отправления|надіслано|відправлено|"
    "изпратено|ημερομηνία|στάλθηκε|tarih|gönderildi|gönderme tarihi|gönderilme tarihi|תאריך|נשלח|التاريخ|تاريخ|"
    "تم الإرسال|日付|送信日時|日期|发送时间|发送日期|傳送日期|寄件日期|날짜|보낸 날짜|ngày|đã gửi|tanggal|"
    "dikirim|trimis|dată|data trimiterii|tramès|enviat|enviat el|послато|датум|ส่ง|ส่งเมื่อ|วันที่|dihantar|tarikh|"
    "bidaltze-data|bidalita|enviado o|भेजा गया|दिनांक|तिथि|ارسال شده|تاریخ|dagsetning|posted at|sent on|"
    "sent at|received|empfangen|reçu|recibido|ricevuto|ontvangen|date et heure|date/time|submitted|время|"
    "дата и время|час|zaslano|odoslaný|elküldés dátuma|data wysłania|datum odeslání|saatmise kuupäev|"
    "data e hora|dată trimitere|geschickt|gönderilen tarih|送信日|送信時刻|寄送日期|時間|时间|发送|보낸시간|"
    "날짜 및 시간|gửi lúc|waktu|sendt dato|afsendt|lähetyspäivä|datë"
)
_TO = _phrases(
    "to|an|à|a|para|per|aan|til|till|vastaanottaja|kellele|kam|kada|do|komu|címzett|prima|za|primatelj|прима|"
    "кому|до|προς|kime|alıcı|אל|إلى|宛先|收件人|收件者|받는 사람|받는사람|đến|kepada|destinataire|empfänger|"
    "destinatario|destinatário|către|pre|adresat|mottagare|modtager|mottaker|pentru|pro|saaja|per a|за|ถึง|"
    "adressaat|nori|nora|प्रति|به|گیرنده|posted to|recipient|recipients|til þín|prejemnik|прималац|одержувач|"
    "получатель|получател|παραλήπτης|người nhận|penerima|收信人|送信先|受信者|받는이|destinataires|destinatari|"
    "adresāts|gavėjas|saajad|mottagaren|viðtakandi|hartzailea|adresát|příjemce|príjemca|primatelji|odbiorca|"
    "geadresseerde|ontvanger|empfaenger"
)
_CC = _phrases(
    "cc|kopie|kopie (cc)|cc (copie)|copie|copie à|copia|cópia|kopio|kopi|kopia|koopia|kopija|kópia|másolat|"
    "másolatot kap|копия|копія|копие|κοιν.|κοινοποίηση|bilgi|עותק|نسخة|抄送|副本|참조|sao chép|tembusan|dw|"
    "do wiadomości|kk|bcc|blindkopie|c/c|kopie an|ในสำเนา|สำเนา|कॉपी|رونوشت|afrit|kopia till|kopi til|kópia na|"
    "koopia saajad|копия до|másolatot kapnak|คัดลอก|salinan|ccn|cci|cco|skjult kopi|udw"
)
_SUBJECT = _phrases(
    "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|teema|temats|tema|temat|předmět|"
    "predmet|tárgy|naslov|тема|предмет|относно|θέμα|konu|נושא|الموضوع|件名|主题|主旨|主題|제목|chủ đề|tiêu đề|"
    "subjek|perihal|subiect|zadeva|assumpte|เรื่อง|หัวเรื่อง|หัวข้อ|efni|gaia|विषय|موضوع|tēma|objecte|"
    "onderwerp van bericht|re|regarding|betr|betrifft|titel|tittel|otsikko|rubrik|题目|標題|标题|표제|objeto|"
    "ügy|věc|vec|tém|tytuł|titlu|наслов|başlık|judul|tajuk|subjekt"
)
_REPLY_TO = _phrases(
    "reply-to|reply to|antwort an|antworten an|répondre à|responder a|rispondi a|risposta|antwoord aan|"
    "svar til|svar till|vastaus|odpowiedz do|odpověď|odpověď komu|odpovedať komu|válaszcím|ответить|відповісти|"
    "yanıtla|返信先|回复|답장"
)
_OTHER = _phrases(
    "importance|priority|wichtigkeit|priorität|importanza|importancia|prioridade|prioritet|attachments|anlagen|"
    "pièces jointes|conversation|conversation topic|categories|sensitivity|organization|organisation|x-mailer|"
    "attachment|anlage|anhänge|anhang|bijlagen|allegati|adjuntos|anexos|załączniki|приложения|вложения|"
    "添付ファイル|附件|첨부|prioriteit|viktigheit|wichtig|when|where|wann|wo|quand|où|message-id|list-id|"
    "mailing list|mailed-by|signed-by|security|in-reply-to|references|return-path|resent-from|bilagor|vedlegg|"
    "bilag|pièce jointe"
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
