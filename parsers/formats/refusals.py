"""Why a file is not read and what its sender can do: one sentence for each kind."""

from __future__ import annotations

from parsers.formats.sniff import Kind

_SAVE = "open it and save it as docx or pdf, then send that."
_OFFICE = "reading it needs LibreOffice installed on this machine"
_REFUSED = {
    Kind.EMPTY: "{name} is empty; send the file again.",
    Kind.LOCKED_OFFICE: "{name} is protected by a password; remove the password and send it again.",
    Kind.DOC: f"{{name}} is in the old Word format, and {_OFFICE}; {_SAVE}",
    Kind.ODT: f"{{name}} is an OpenDocument text, and {_OFFICE}; {_SAVE}",
    Kind.RTF: f"{{name}} is rich text (rtf), and {_OFFICE}; {_SAVE}",
    Kind.XLS: f"{{name}} is in the old Excel format, and {_OFFICE}; open it and save it as xlsx, then send that.",
    Kind.ODS: f"{{name}} is an OpenDocument sheet, and {_OFFICE}; open it and save it as xlsx, then send that.",
    Kind.PPTX: "{name} is a presentation; " + _SAVE,
    Kind.PPT: "{name} is a presentation; " + _SAVE,
    Kind.ODP: "{name} is a presentation; " + _SAVE,
    Kind.PAGES: "{name} is an Apple Pages, Numbers or Keynote file; export it as Word or pdf, then send that.",
    Kind.TNEF: "{name} is Outlook's own wrapping (winmail.dat); send the mail again as html or plain text.",
    Kind.SEALED_MAIL: "{name} is an encrypted mail; forward its text and files without encryption.",
    Kind.HEIC: "{name} is a picture in Apple's HEIC format; send it as jpeg or pdf.",
    Kind.ZIP: "{name} is a zip archive of nothing that can be read; send the documents inside one by one.",
    Kind.ARCHIVE: "{name} is a packed archive; unpack it and send the documents inside one by one.",
    Kind.PROGRAM: "{name} is a program, and programs are never opened; send a docx, a pdf or plain text.",
    Kind.OLE: "{name} is of a kind that cannot be read; " + _SAVE,
    Kind.UNKNOWN: "{name} is of a kind that cannot be read; send a docx, a pdf with text, or plain text.",
}


def refusal(name: str, kind: Kind) -> str:
    """Return why a file of this kind is not read and what to do, in one sentence."""
    return _REFUSED.get(kind, _REFUSED[Kind.UNKNOWN]).format(name=name)
