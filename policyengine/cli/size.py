"""`policyengine size`: the memory that a model or the options of a profile need, and the GPUs that have it."""

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
    paths_argument,
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
@paths_argument("MODEL|PROFILE")
@stdin_filename_option
@click.option(
    "--quantization",
    multiple=True,
    metavar="FORMATS",
    help="Number formats; for a model, by default bf16, fp8 and int4.",
)
@click.option(
    "--context",
    type=_POSITIVE,
    metavar="TOKENS",
    help="Tokens of a request and its answer; for a model, by default 8192.",
)
@click.option(
    "--concurrency",
    type=_POSITIVE,
    metavar="REQUESTS",
    help="Requests served at the same time; for a model, by default 8.",
)
@click.option(
    "--gpu",
    "gpus",
    multiple=True,
    metavar="GPUS",
    help="These GPUs, by their catalog ids; for a model, by default all.",
)
@click.option(
    "--memory-utilization",
    type=_SHARE,
    metavar="SHARE",
    help="Share of each GPU's memory that is used; for a model, by default 0.9.",
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
    """Compute the memory that MODEL needs and the GPUs that have it, or whether the options of PROFILE fit theirs.

    PROFILE is a file, a directory, or `-` for standard input; several are reported one after another. Options
    replace what its self-hosted options declare. Exits 1 when an option in use does not fit.
    """
    wanted = Wanted(
        words_of(quantization, "--quantization"), context, concurrency, words_of(gpus, "--gpu"), memory_utilization
    )
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
    write = write_joined(output_format, output_file, kept, several=are_several(paths))
    return answer_each(profiles, paths, step, write, output_format)


def _answer(name: str, report: SizeReport, output_format: str) -> Answer:
    mistake = _nothing_sized(name, report)
    if mistake is not None:
        return Answer("", NOTHING_CHECKED, (mistake,))
    in_use = (option for option in report.options if not option.is_considered)
    code = VERDICTS if any(option.fit == DOES_NOT_FIT for option in in_use) else CLEAN
    return Answer(SIZE.render(output_format, report), code)


def _nothing_sized(name: str, report: SizeReport) -> Mistake | None:
    """Return why nothing can be computed, or None."""
    if not report.models and not report.options:
        return Mistake(f"`{name}` has no self-hosted option", hint="name a model instead")
    unknown = [model.model for model in report.models if not model.needs]
    if unknown:
        hint = "add `params_total_b` under `catalog: {models: …}` in policyengine.yaml; closed models state none"
        return Mistake(f"the catalog does not know how many parameters `{unknown[0]}` has", hint=hint)
    return None
