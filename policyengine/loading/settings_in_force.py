"""The settings in force for a file: those in it, and those that it extends."""

import os.path

from policyengine.errors import Mistake, SettingsError
from policyengine.loading.settings import Settings, read_settings
from policyengine.loading.settings_files import boundary, settings_above


def load_settings(path: str, printed: str, prefix: str = "") -> Settings:
    """Read a settings file and those it extends; raises SettingsError or InputError.

    `printed` is the path that messages show, after a `prefix` such as `origin/main:`.
    """
    if os.path.islink(path):
        _refuse_link_out(path, prefix + printed)
    settings = read_settings(path, prefix + printed)
    if settings.extends or settings_above(settings.directory):
        from policyengine.loading.layers import Place, layered

        return layered(settings, Place(os.path.abspath(path), printed, prefix, boundary(settings.directory)))
    return settings


def _refuse_link_out(path: str, shown: str) -> None:
    """Raise SettingsError for a link out of the repository: messages show lines, and could show any file's."""
    top = os.path.realpath(boundary(os.path.dirname(os.path.abspath(path))))
    if not os.path.realpath(path).startswith(top.rstrip(os.sep) + os.sep):
        message = f"`{shown}`: symbolic link to a file outside the repository"
        raise SettingsError(Mistake(message, hint="replace the link by a copy of the file"))
