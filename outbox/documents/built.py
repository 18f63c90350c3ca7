"""A document that is ready to be attached, and what was wrong with the template it should have used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from outbox.documents.facts import Project
from outbox.documents.sources import shorten
from outbox.letter import Attachment
from templates.documents import Properties, render_word
from templates.fault import TemplateFault
from templates.formats import date_text

TITLE_CHARS = 140
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Built:
    """A file's name and bytes; `faults` are the reasons why the agency's own template was passed over, for an admin."""

    name: str
    content: bytes
    faults: tuple[TemplateFault, ...] = ()

    def attachment(self) -> Attachment:
        """Return the file as it goes with a letter."""
        return Attachment(self.name, WORD, self.content)


def project_words(project: Project) -> dict[str, object]:
    """Return the words every document offers its template about the project."""
    return {
        "code": project.code,
        "title": shorten(project.title, TITLE_CHARS),
        "client": project.client,
        "agency": project.agency,
        "lead": project.lead,
        "address": project.address,
        "written": date_text(project.written, project.locale),
    }


def write(
    template: str, label: str, project: Project, words: Mapping[str, object], home_templates: Path | None
) -> Built:
    """Fill the template with the project's words and `words`; `label` ends the file's name and its title."""
    properties = Properties(f"{project.code} {label}: {project.title}", project.agency, project.written)
    content, faults = render_word(template, {**project_words(project), **words}, home_templates, properties)
    stem = re.sub(r"[^\w .()-]+", "-", f"{project.code} {label}").strip(" .-")
    return Built(f"{stem}.docx", content, faults)
