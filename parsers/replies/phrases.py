"""The phrases a plain command may consist of, and the courtesies around it, in lower case."""

from __future__ import annotations


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


OK = _phrases(
    "ok|okay|okey|k|kk|yes|yep|yup|yeah|sure|fine|agreed|approved|approve|i approve|accepted|confirmed|"
    "confirm|i confirm|go|go ahead|please go ahead|yes go ahead|ok go ahead|send|send it|please send|"
    "please send it|ok send it|yes send it|ok to send|good to go|good to send|release|release it|ship it|"
    "do it|please do|looks good|looks good to me|looks great|looks fine|all good|sounds good|that works|"
    "works for me|fine by me|fine with me|ok by me|ok with me|ok for me|ok from me|lgtm|perfect|great|"
    "excellent|go for it|all approved|approved from my side|ok from my side|good with me|happy with that|"
    "happy with this|ja|passt|passt so|in ordnung|einverstanden|freigegeben|freigabe|genehmigt|"
    "bitte senden|oui|d'accord|d’accord|approuvé|c'est bon|sí|si|vale|de acuerdo|aprobado|va bene|"
    "approvato|sim|aprovado|akkoord|goedgekeurd|prima|godkendt|godkjent|godkänt|hyväksytty|zgoda|"
    "souhlasím|👍|👍🏻|👍🏼|👍🏽|✅|👌|🆗|✔|✔️"
)
NO = _phrases(
    "no|nope|no thanks|not approved|rejected|reject|i reject|declined|decline|don't send|do not send|"
    "don't send it|do not send it|please don't send|please do not send|hold|hold it|please hold|stop|"
    "stop it|nein|nicht senden|non|nee|👎|❌"
)
UNDO = _phrases(
    "undo|undo this|undo that|undo it|please undo|please undo this|please undo that|revert|revert this|"
    "revert that|revert it|take it back|take that back|take this back|roll back|rollback|rückgängig|"
    "annuler|deshacer|annulla|ongedaan maken"
)
STATUS = _phrases("status|status please|what's the status|whats the status|status?|show status")
HELP = _phrases("help|help please|hilfe|aide|ayuda")
COURTESIES = frozenset(
    _phrases(
        "all the best|bedankt|best|best regards|beste grüße|bonjour|br|cheers|ciao|cordialement|danke|dear|"
        "dear all|good afternoon|good morning|gracias|grazie|groet|groeten|gruß|hallo|have a good day|"
        "have a great day|have a nice day|hello|hello there|hey|hi|hi all|hi team|hi there|hola|kind regards|"
        "kr|lg|liebe grüße|many thanks|merci|mfg|moin|morning|mvh|obrigado|please|pls|regards|rgds|saludos|"
        "saluti|tack|tak|takk|thank you|thank you very much|thanks|thanks a lot|thanks all|thanks so much|thx|"
        "ty|vg|viele grüße|warm regards|🎉|😊|🙂|🙏|🚀"
    )
)
# Words that make a line under a command more than a name: "Stop", "Wait for legal", "No changes".
SPEAKING = frozenset(
    _phrases(
        "aber|add|after|almost|and|before|but|call|cancel|cancelled|change|changed|changes|check|delete|don't|"
        "dont|edit|except|first|friday|hold|if|instead|kein|keine|later|ma|maar|mais|maybe|men|monday|nearly|"
        "nein|never|nicht|niet|no|non|not|nothing|only|or|pas|pause|perhaps|pero|postpone|question|questions|"
        "remove|stop|then|thursday|tomorrow|tuesday|unless|until|wait|wednesday|when|without"
    )
)
