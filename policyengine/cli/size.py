"""`policyengine size`: the memory that a model or a profile's options need, and the GPUs that hold it."""

import os.path

import click

from policyengine.cli.arguments import as_of_option, day_of, output_format_option, words_of
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED, VERDICTS
from policyengine.cli.output import output_file_option, write_mistakes, write_output
from policyengine.cli.usage import Command, Within
from policyengine.engine.session import Question
from policyengine.engine.sizes import size_of_model, sizes
from policyengine.errors import Mistake
from policyengine.outputs import SIZE
from policyengine.pipeline import opened
from policyengine.sessions import session_for
from policyengine.sizes.fitting import DOES_NOT_FIT, MOST_TOKENS
from policyengine.sizes.report import SizeReport, Wanted

_POSITIVE = click.IntRange(1, MOST_TOKENS)
_SHARE = Within(min=0, max=1, min_open=True)


@click.command(name="size", cls=Command)
@click.argument("name", metavar="MODEL|PROFILE")
@click.option("--quantization", multiple=True, metavar="FORMATS", help="Number formats; bf16, fp8, int4 for a model.")
@click.option(
    "--context", type=_POSITIVE, metavar="TOKENS", help="Tokens of a request and its answer; 8192 for a model."
)
@click.option(
    "--concurrency", type=_POSITIVE, metavar="REQUESTS", help="Requests served at the same time; 8 for a model."
)
@click.option("--gpu", "gpus", multiple=True, metavar="GPUS", help="These GPUs, by their catalog ids; all for a model.")
@click.option(
    "--memory-utilization",
    type=_SHARE,
    metavar="SHARE",
    help="Share of each GPU's memory that is used; 0.9 for a model.",
)
@as_of_option("As of this day instead of today")
@output_format_option(SIZE.formats)
@output_file_option()
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    name: str,
    quantization: tuple[str, ...],
    context: int | None,
    concurrency: int | None,
    gpus: tuple[str, ...],
    memory_utilization: float | None,
    as_of: str | None,
    output_format: str,
    output_file: str | None,
) -> int:
    """Compute the memory of MODEL, by the catalog, and the GPUs that hold it; or whether PROFILE's options fit theirs.

    For PROFILE, what is given here stands in for what its self-hosted options declare. Exit code 1 when one in use
    does not fit.
    """
    wanted = Wanted(words_of(quantization), context, concurrency, words_of(gpus), memory_utilization)
    question = Question(day_of(as_of))
    if os.path.isfile(name):
        report = sizes(*opened(name, question), wanted)
    else:
        report = size_of_model(name, session_for("llm-profile.yaml", question, {}), wanted)
    mistake = _nothing_sized(name, report)
    if mistake is not None:
        write_mistakes((mistake,))
        return NOTHING_CHECKED
    write_output(SIZE.render(output_format, report), output_file, kept=(name,))
    in_use = (option for option in report.options if not option.is_considered)
    return VERDICTS if any(option.fit == DOES_NOT_FIT for option in in_use) else CLEAN


def _nothing_sized(name: str, report: SizeReport) -> Mistake | None:
    """Return why there is nothing to say, if so."""
    if not report.models and not report.options:
        return Mistake(f"`{name}` has no option that is self-hosted", hint="name a model instead")
    unknown = [model.model for model in report.models if not model.needs]
    if unknown:
        hint = "add `params_total_b` under `catalog: {models: …}` in policyengine.yaml; closed models state none"
        return Mistake(f"the catalog does not know how many parameters `{unknown[0]}` has", hint=hint)
    return None
