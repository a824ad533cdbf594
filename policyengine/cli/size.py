"""`policyengine size`: the memory that a model or a profile's options need, and the GPUs that hold it."""

import os.path

import click

from policyengine.cli.arguments import as_of_option, day_of, output_format_option, words_of
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED, VERDICTS
from policyengine.cli.output import output_file_option
from policyengine.cli.profiles import (
    STDIN,
    Answer,
    answer_each,
    are_several,
    named_profiles,
    stdin_filename_option,
    write_joined,
)
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


@click.command(
    name="size", cls=Command, epilog="Example: policyengine size meta-llama/Llama-3.1-70B-Instruct --gpu A100-80GB,L40S"
)
@click.argument("paths", nargs=-1, required=True, metavar="MODEL|PROFILE...")
@stdin_filename_option
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
    paths: tuple[str, ...],
    stdin_filename: str | None,
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

    PROFILE is a file, a directory, or `-` for standard input; several are reported one after another. The values
    given here replace those that its self-hosted options declare. Exit code 1 when one in use does not fit.
    """
    wanted = Wanted(words_of(quantization), context, concurrency, words_of(gpus), memory_utilization)
    question = Question(day_of(as_of))
    is_model = len(paths) == 1 and paths[0] != STDIN and not os.path.exists(paths[0])
    profiles = [(paths[0], None)] if is_model else named_profiles(paths, stdin_filename)

    def step(name: str, text: str | None) -> Answer:
        if is_model:
            report = size_of_model(name, session_for("llm-profile.yaml", question, {}), wanted)
        else:
            report = sizes(*opened(name, question, text), wanted)
        return _answer(name, report, output_format)

    kept = [path for path, _ in profiles]
    return answer_each(
        profiles, paths, step, write_joined(output_format, output_file, kept, several=are_several(paths))
    )


def _answer(name: str, report: SizeReport, output_format: str) -> Answer:
    mistake = _nothing_sized(name, report)
    if mistake is not None:
        return Answer("", NOTHING_CHECKED, (mistake,))
    in_use = (option for option in report.options if not option.is_considered)
    code = VERDICTS if any(option.fit == DOES_NOT_FIT for option in in_use) else CLEAN
    return Answer(SIZE.render(output_format, report), code)


def _nothing_sized(name: str, report: SizeReport) -> Mistake | None:
    """Return why there is nothing to say, if so."""
    if not report.models and not report.options:
        return Mistake(f"`{name}` has no option that is self-hosted", hint="name a model instead")
    unknown = [model.model for model in report.models if not model.needs]
    if unknown:
        hint = "add `params_total_b` under `catalog: {models: …}` in policyengine.yaml; closed models state none"
        return Mistake(f"the catalog does not know how many parameters `{unknown[0]}` has", hint=hint)
    return None
