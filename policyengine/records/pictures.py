"""The pictures of a decision's costs, as they are saved beside its record."""

from typing import NamedTuple
from urllib.parse import quote

from policyengine.charts.files import description_of, workload_charts
from policyengine.decision import Decision
from policyengine.records.blocks import digest_of

_LONGEST = 60
_BRACKETS = str.maketrans("[]", "()")


class Picture(NamedTuple):
    """A picture beside a record: the workload it is about, its file's name, and its SVG."""

    workload: str
    name: str
    svg: str

    @property
    def link(self) -> str:
        """Return the target of a link to it from the record."""
        return quote(self.name)

    @property
    def description(self) -> str:
        """Return in words what it shows, without brackets: some readers of records end a link's text at the first."""
        return description_of(self.svg).translate(_BRACKETS)

    @property
    def sha256(self) -> str:
        """Return its digest, in hex."""
        return digest_of(self.svg)


def pictures_of(decision: Decision, stem: str) -> tuple[Picture, ...]:
    """Draw what the options of a decision cost; `stem` is the name of its record without `.md`."""
    return tuple(
        Picture(workload.workload, f"{stem}.{_part(workload.workload)}.{kind}.svg", svg)
        for workload in (decision.costs.workloads if decision.costs else ())
        for kind, svg in workload_charts(workload).items()
    )


def _part(workload: str) -> str:
    """Return a workload's name as part of a file's name, which has to stay within 255 bytes."""
    if len(workload) <= _LONGEST:
        return workload
    return f"{workload[: _LONGEST - 9]}-{digest_of(workload)[:8]}"
