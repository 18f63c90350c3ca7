"""What is added below or above a mail by machines: phone lines, disclaimers, scanners' and lists' notes, banners."""

from __future__ import annotations

import re

MAX_LINE = 160


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


def _first_words(phrase: str) -> tuple[str, ...]:
    """Return the first word of a paragraph that begins with `phrase`, also with a colon or comma behind it."""
    first, blank, _ = phrase.partition(" ")
    return (first,) if blank else (first, f"{first}:", f"{first}.", f"{first},")


# How a line begins that phones and programs add below a mail, in no other meaning.
_ALWAYS = _phrases(
    "sent from a mobile|sent from a phone|sent from mail|sent from outlook|sent from yahoo|sent from gmail|"
    "sent from proton|sent from the all new aol|sent from samsung|sent from mobile|sent from aol|"
    "sent from android|sent from windows|sent on the go|sent while on the go|typed with thumbs|"
    "typed on my phone|sent via superhuman|get outlook for|get bluemail for|virus-free. www|"
    "von unterwegs gesendet|provenance : courrier|provenance : mail|diese nachricht wurde von meinem|"
    "envoyé de mon|von meinem iphone|von meinem ipad|enviado desde mi i|inviato da i|verstuurd vanaf mijn|"
    "skickat från min i|sendt fra min i"
)
# How such a line begins or ends in other meanings too: then a device or a program must be named in it.
_BEGINS = _phrases(
    "sent from|sent via|sent with|sent using|sent by|composed with|written on|get |von mein|gesendet |"
    "versendet |geschrieben |verfasst |holen sie|laden sie|outlook für|outlook voor|outlook for|envoyé |"
    "obtenir |obtenez |télécharger |téléchargez |enviado |enviada |enviat |obtener |obtenga |obter |obtenha |"
    "baixe |transferir |descargar |inviato |inviata |ottieni |scarica |verzonden |verstuurd |download |"
    "outlook |sendt |hent |få |skaff |skickat |skaffa |hämta |lähetetty |hanki |wysłan|pobierz |uzyskaj |"
    "odesláno |odesláno|získat |získejte |stáhnout |stáhněte |odoslané |získajte |stiahnut|elküldve |küldve |"
    "az outlook|trimis |obțineți |descărcați |poslano |послато |отправлено |получите |скачать |скачайте |"
    "надіслано |отримайте |изпратено |изтеглете |στάλθηκε |λήψη |αποκτήστε |נשלח|قبل |أُرسل|أرسل|الحصول على|"
    "发自|發自|从我的|從我的|来自|來自|获取|下載|下载|傳送自|đã gửi |được gửi |tải |dikirim |terkirim |"
    "dapatkan |ส่งจาก|ดาวน์โหลด |nabavite |preuzmite |saadetud |nosūtīts |išsiųsta |sent frá |bidali"
)
_ENDS = _phrases(
    " gesendet| herunterladen| beziehen| downloaden| ophalen|から送信|より送信| を入手|を入手| gönderildi|"
    " edinin| indirin| küldve| letöltése| 보냄| 다운로드| 받기|傳送| letöltése ios-re| letöltése androidra"
)
_DEVICES = re.compile(
    r"iphon|ipad|ipod|galaxy|samsung|android|outlook|huawei|xiaomi|redmi|honor|oneplus|pixel|blackberry|\bnokia|"
    r"smart ?-?phone|mobiltelefon|mobiele? telefoon|\bhandy|telefon|téléphone|teléfono|telefono|telefone|"
    r"älypuhelim|"
    r"k-9 mail|mail app|mail for windows|mail für windows|mail voor windows|per windows|para windows|pour windows|"
    r"yahoo|gmx|web\.de|gmail|proton ?mail|\bspark\b|superhuman|typeapp|bluemail|aqua mail|boxer|nine\b|"
    r"canary mail|"
    r"edison|airmail|\bmobile\b|\btablet|почты|пошти|пошта|手机|手機|스마트폰|휴대|windows phone|thunderbird|"
    r"fairemail"
)
_APP = re.compile(r"[Ss]ent (?:from|with|via|using) (?:[A-Z][\w.+-]{1,20})(?: [A-Z][\w.+-]{1,20}){0,2}\.?\Z")

# How the paragraph begins that a company adds below every mail.
DISCLAIMERS = _phrases(
    "confidentiality notice|confidentiality:|confidential:|disclaimer:|disclaimer|important notice:|"
    "legal notice|privileged and confidential|this email and any|this e-mail and any|this message and any|"
    "this communication and any|this email and its|this e-mail and its|this email (including|"
    "this e-mail (including|this message (including|this email, including|this e-mail, including|"
    "this message, including|this email is confidential|this e-mail is confidential|this email message is|"
    "this e-mail message is|this message is confidential|this message is intended|this email is intended|"
    "this e-mail is intended|this email may contain|this e-mail may contain|this message may contain|"
    "this message contains confidential|this email contains confidential|this transmission|"
    "this communication is|the information contained in this|the information transmitted|"
    "the information in this email|the information in this e-mail|the content of this email|"
    "the contents of this email|internet e-mail confidentiality|any views or opinions|"
    "if you are not the intended recipient|if you have received this email in error|"
    "if you have received this e-mail in error|if you have received this message in error|"
    "please consider the environment|think before you print|before printing|save a tree|p please consider|"
    "diese e-mail enthält|diese mail enthält|diese nachricht enthält vertrauliche|der inhalt dieser e-mail|"
    "diese e-mail und|diese nachricht und|diese e-mail ist|die in dieser e-mail|bitte denken sie an die umwelt|"
    "bitte prüfen sie der umwelt|sollten sie nicht der|wenn sie nicht der richtige|ce message et|"
    "ce courriel et|ce message est|ce courriel est|ce message, ainsi|ce mail et|cet e-mail et|"
    "pensez à l'environnement|pensez à l’environnement|avant d'imprimer|este mensaje y|este mensaje contiene|"
    "este mensaje se dirige|este mensaje va dirigido|este correo electrónico|este correo y|este e-mail|"
    "la información contenida|aviso legal|aviso de confidencialidad|antes de imprimir|esta mensagem pode|"
    "esta mensagem e|esta mensagem é|esta mensagem contém|a informação contida|as informações contidas|"
    "aviso de confidencialidade|questo messaggio e|questo messaggio contiene|questo messaggio è|questa e-mail|"
    "la presente e-mail|le informazioni contenute|ai sensi del|il contenuto di questa|dit bericht is|"
    "dit bericht en|dit bericht kan|deze e-mail is|deze e-mail en|deze e-mail kan|de informatie in dit|"
    "de informatie in deze|de inhoud van dit|denne e-mail|denne mail|denne e-post|denna e-post|detta e-post|"
    "detta meddelande|denne meddelelse|tämä viesti|tämä sähköposti|ta wiadomość|niniejsza wiadomość|"
    "wiadomość ta|treść tej wiadomości|tento e-mail|tato zpráva|táto správa|ez az e-mail|ez az üzenet|"
    "acest mesaj|acest e-mail|настоящее сообщение|это сообщение и|данное сообщение|це повідомлення|bu e-posta|"
    "bu mesaj ve"
)
# What a scanner or a mailing list puts below a mail without a mark above.
_NOTES = _phrases(
    "this email has been checked for viruses|this email has been scanned|this message has been scanned|"
    "scanned by mailscanner|virus-free.|diese e-mail wurde von avast|l'absence de virus|"
    "cet e-mail a été vérifié|el software de antivirus|libre de virus|questa e-mail è stata controllata|"
    "dit e-mailbericht is gecontroleerd|you received this message because you are subscribed|"
    "to unsubscribe from this group|delivery mailing list|sent with shift|sent via rightinbox"
)
# What a mail server puts above a mail from outside; its paragraph holds nothing of the sender's.
_BANNERS = re.compile(
    r"\W{0,4}(?:external e-?mail|external sender|external message|external\b.{0,4}(?:do not|this|\Z)|"
    r"caution\b.{0,40}|"
    r"warning\b.{0,40}|attention\b.{0,30}|this (?:e-?mail|message) (?:originated|was sent|came) from outside|"
    r"you don'?t often get e?-?mail from|some people who received this message don'?t often|achtung\b.{0,40}|"
    r"vorsicht\b.{0,30}|externe e-?mail|diese (?:e-?mail|nachricht) (?:kommt|stammt) von (?:extern|außerhalb)|"
    r"let op\b.{0,30}|atención\b.{0,30}|attenzione\b.{0,30}|avertissement\b.{0,30})",
    re.IGNORECASE,
)
_BANNER_WORDS = frozenset(
    "external caution warning attention this you some achtung vorsicht externe diese let atención attenzione"
    " avertissement".split()
)
_BANNER_PROOF = re.compile(
    r"outside|external|extern|often get|außerhalb|exterior|extérieur|esterno|esterna|buiten|"
    r"recogni[sz]e the sender",
    re.IGNORECASE,
)


_PARAGRAPHS = (*DISCLAIMERS, *_NOTES)
_STARTS = frozenset(phrase[:2] for phrase in (*_ALWAYS, *_BEGINS))
_FIRST_WORDS = frozenset(word for phrase in _PARAGRAPHS for word in _first_words(phrase))


def is_phone_line(line: str) -> bool:
    """Return whether a line is what phones and mail programs add below a mail, in some 30 languages."""
    if len(line) > MAX_LINE:
        return False
    bare = line.strip(" \t*_-.>[\u200e\u202b\u202c")
    lower = bare.lower()
    if lower[:2] in _STARTS and (lower.startswith(_ALWAYS) or _APP.match(bare)):
        return True
    if lower.startswith("sent from my "):
        near = lower.split()[3:7]
        return (len(lower) < 45 and "," not in lower) or _DEVICES.search(" ".join(near)) is not None
    if not (lower[:2] in _STARTS and lower.startswith(_BEGINS)) and not lower.endswith(_ENDS):
        return False
    named = _DEVICES.search(lower)
    return named is not None and "?" not in lower.partition("(http")[0].partition("<http")[0] and lower.count(" ") < 14


def is_disclaimer(line: str) -> bool:
    """Return whether a company's disclaimer or a scanner's or list's note begins on a line."""
    bare = line[:MAX_LINE].strip(" \t*_-.>[(").lower()
    return bare.partition(" ")[0] in _FIRST_WORDS and bare.startswith(_PARAGRAPHS)


def is_banner(line: str) -> bool:
    """Return whether a line is what a mail server puts above mail from outside: "CAUTION: external email"."""
    first = line[:40].lstrip(" [*(\t").partition(" ")[0].rstrip(":]!,.-").lower()
    if first not in _BANNER_WORDS:
        return False
    return _BANNERS.match(line[:400]) is not None and _BANNER_PROOF.search(line[:400]) is not None
