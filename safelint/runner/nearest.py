"""Which config file counts where: the nearest one from a file's folder upwards, each read once."""

from __future__ import annotations

import os
from pathlib import Path

from safelint.config import read as config_files
from safelint.config.node import located
from safelint.config.settings import Settings
from safelint.runner.variant import Recent

# Names that are no file's: what they stand for lies in another folder than they seem to.
_NO_FILES = ("", ".", "..")


class Nearest:
    """Settings by place.

    Args:
        fixed: settings that count everywhere instead; None for the nearest config file.
    """

    def __init__(self, fixed: Settings | None) -> None:
        self._fixed = fixed
        self._bases: Recent[Path, Settings] = Recent(10_000)
        self._folders: Recent[tuple[str, str], Settings] = Recent(10_000)

    def settings(self, path: str) -> Settings:
        """Those for a file; without overrides by path the same object for every file of a folder.

        Raises:
            ConfigError: the config file can't be used.
        """
        here = os.getcwd()  # noqa: PTH109  asked several times for each file of a run
        folder, name = os.path.split(path)
        base = self._folders.get((here, folder)) if name not in _NO_FILES else None
        if base is None:
            # links not followed: a config file stands beside a link, not beside its target
            base = self.base(located(Path(here), path).parent)
            if name not in _NO_FILES:
                self._folders[here, folder] = base
        return base.for_file(str(located(Path(here), path))) if base.overrides else base

    def above(self, path: str) -> Settings:
        """The config file's settings for the folder of a path that is absolute and plain; see ``base``."""
        folder = os.path.dirname(path)  # noqa: PTH120  asked for each file of a folder
        known = self._folders.get(("", folder))
        if known is None:
            known = self._folders["", folder] = self.base(Path(folder))
        return known

    def base(self, folder: Path) -> Settings:
        """The config file's settings for a folder, before overrides by path.

        Raises:
            ConfigError: the config file can't be used.
        """
        if self._fixed is not None:
            return self._fixed
        climbed: list[Path] = []
        found = Settings()
        for place in (folder, *folder.parents):
            if place in self._bases:
                found = self._bases[place]
                break
            climbed.append(place)
            if (file := config_files.own(place)) is not None:
                found = config_files.read(file)
                break
        self._bases.fill(climbed, found)
        return found

    def forget(self) -> None:
        """Read every config file anew from now on.

        Raises:
            ConfigError: the one that counts everywhere can't be used any more.
        """
        if self._fixed is not None and self._fixed.path:
            self._fixed = config_files.read(self._fixed.path)
        self._bases.clear()
        self._folders.clear()
