"""Asks LibreOffice's grammar checker about sentences, in LibreOffice's own words; run by a Python that has ``uno``.

Usage: libreoffice_client.py SOFFICE PROFILE ADDRESS LANGUAGE SENTENCE... ; prints one JSON list a sentence.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale

PATIENCE = 60
NODE = "/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"


def value(name, what):
    """A named value, as UNO takes it."""
    made = PropertyValue()
    made.Name, made.Value = name, what
    return made


def connect(pipe):
    """The context of the LibreOffice that listens on ``pipe``, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


def configure(context, address):
    """Name the server, as Tools ▸ Options ▸ Language Settings ▸ LanguageTool Server does."""
    manager = context.ServiceManager
    provider = manager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    node = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", (value("nodepath", NODE),)
    )
    node.setPropertyValue("BaseURL", f"{address}/v2")
    node.setPropertyValue("IsEnabled", True)
    node.commitChanges()


def checked(context, language, sentence):
    """What the grammar checker says about a paragraph of a Writer document."""
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (value("Hidden", True),))
    document.Text.setString(sentence)
    paragraph = document.Text.createEnumeration().nextElement().getString()
    base, _, country = language.partition("-")
    checker = manager.createInstanceWithContext("org.openoffice.lingu.LanguageToolGrammarChecker", context)
    # UNO counts in UTF-16, so the end of the paragraph does, too.
    end = len(paragraph.encode("utf-16-le")) // 2
    result = checker.doProofreading("1", paragraph, Locale(base, country, ""), 0, end, ())
    document.close(True)
    return [
        {
            "start": one.nErrorStart,
            "length": one.nErrorLength,
            "says": one.aShortComment,
            "rule": one.aRuleIdentifier,
            "suggestions": list(one.aSuggestions),
        }
        for one in result.aErrors
    ]


def main(soffice, profile, address, language, *sentences):
    """Start LibreOffice with a profile of its own, ask, and end it."""
    pipe = f"safelint{os.getpid()}"
    options = ["--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen(
        [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", *options], start_new_session=True
    )
    try:
        context = connect(pipe)
        configure(context, address)
        for sentence in sentences:
            sys.stdout.write(json.dumps(checked(context, language, sentence)) + "\n")
        with suppress(Exception):  # it ends while it answers
            context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
        office.wait(20)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
        office.wait(20)


if __name__ == "__main__":
    main(*sys.argv[1:])
