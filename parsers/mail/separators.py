"""The words between the dashes over a forwarded or quoted mail, and the prefixes of subjects, by language."""

from __future__ import annotations


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


FORWARDED = _phrases(
    "forwarded message|forwarded email|fwd.msg|weitergeleitete nachricht|weitergeleitete mail|"
    "message transféré|message transmis|mensaje reenviado|missatge reenviat|messaggio inoltrato|"
    "mensagem encaminhada|mensagem reencaminhada|mesaj redirecționat|mesaj redirecţionat|mesajul redirecționat|"
    "doorgestuurd bericht|videresendt meddelelse|videresendt besked|videresendt e-mail|videresendt melding|"
    "vidarebefordrat meddelande|vidarebefordrat mejl|välitetty viesti|edelleenlähetetty viesti|edastatud kiri|"
    "edastatud sõnum|pārsūtītā ziņa|pārsūtīts ziņojums|persiųstas laiškas|przekazana wiadomość|"
    "wiadomość przekazana|treść przekazanej wiadomości|přeposlaná zpráva|předaná zpráva|preposlaná správa|"
    "továbbított üzenet|továbbított levél|proslijeđena poruka|прослеђена порука|prosleđena poruka|"
    "posredovano sporočilo|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|"
    "переадресованное сообщение|переслане повідомлення|перенаправлене повідомлення|препратено съобщение|"
    "προωθημένο μήνυμα|iletilen ileti|yönlendirilmiş ileti|iletilmiş mesaj|הודעה שהועברה|رسالة معاد توجيهها|"
    "رسالة مُعاد توجيهها|転送メッセージ|転送されたメッセージ|转发的邮件|转发的消息|轉寄的郵件|轉寄訊息|"
    "전달된 메시지|전달된 메일|tin nhắn được chuyển tiếp|thư đã chuyển tiếp|pesan terusan"
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
    "début du message réexpédié|inicio del mensaje reenviado|inici del missatge reenviat|"
    "inizio messaggio inoltrato|início da mensagem reencaminhada|início da mensagem encaminhada|"
    "começo da mensagem encaminhada|begin doorgestuurd bericht|start på videresendt besked|"
    "starten på den videresendte besked|videresendt melding|begynnelsen på videresendt melding|"
    "vidarebefordrat mejl|vidarebefordrat brev|vidarebefordrat meddelande|välitetty viesti alkaa|"
    "początek przekazywanej wiadomości|začátek přeposílané zprávy|začátek přeposlané zprávy|"
    "začiatok preposlanej správy|začiatok preposielanej správy|továbbított levél kezdete|"
    "započni proslijeđenu poruku|početak proslijeđene poruke|începutul mesajului redirecționat|"
    "начало переадресованного сообщения|начало пересылаемого сообщения|початок листа, що пересилається|"
    "початок пересланого повідомлення|αρχή προωθημένου μηνύματος|iletilen iletinin başlangıcı|i̇leti başlangıcı|"
    "ileti başlangıcı|i̇letilen ileti başlangıcı|iletilen ileti|תחילת ההודעה שהועברה|"
    "بداية الرسالة المعاد توجيهها|転送されたメッセージ|以下是转发的邮件|开始转发的邮件|開始轉寄郵件|"
    "以下為轉寄的郵件|전달된 메시지 시작|전달된 메시지"
)

# What stands before the colon of a subject.
FORWARD_PREFIXES = frozenset(
    _phrases(
        "chuyển tiếp|doorst|doorsturen|dt|ed|prosl|prosl.|trs|redirecționat|reenv|vidarebefordrat|továbbított|"
        "переслать|yml|edst|enc|encaminhar|fs|fw|fwd|fwd.|fw：|i|ilet|ilt|inoltra|i̇let|i̇lt|pd|pren|proslijeđeno|"
        "pārs|redir|redir.|renv|rv|tovabbitas|továbbítva|továbbítás|tr|tr.|trans|vb|videresend|videresendt|vl|vs|"
        "wg|wtr|πρ|πρθ|пд|перенапр|пересл|переслано|пересылка|препр|прп|הועבר|إعادة توجيه|転送|轉寄|轉發|转发|전달"
    )
)

REPLY_PREFIXES = frozenset(
    _phrases(
        "antw|antwort|atb|aw|bls|odg|odp|r|re|re.|ref|res|rif|réf|rép|sv|vs|vá|yan|ynt|απ|відп|на|отв|ответ|回复|"
        "回覆|答复|返信|답장"
    )
)

# What a ticket system writes over its own mail, so that the answer stands above it.
REPLY_LINES = _phrases(
    "above this line|below this line|oberhalb dieser linie|über dieser linie|unterhalb dieser linie|"
    "au-dessus de cette ligne|au dessus de cette ligne|por encima de esta línea|encima de esta línea|"
    "sopra questa riga|sopra questa linea|acima desta linha|boven deze regel|boven deze lijn|over denne linje|"
    "ovanför denna rad|ovenfor denne linjen|powyżej tej linii|nad tento řádek|nad tímto řádkem|выше этой линии|"
    "выше этой строки|この行より上|在此行上方|이 줄 위에"
)
