"""`policyengine size`: the memory that a model or a profile's options need, and the GPUs that hold it."""

import os.path

import click

from policyengine.cli.arguments import day_of, words_of
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED, VERDICTS
from policyengine.cli.output import write_mistakes, write_output
from policyengine.costing.sizing import BITS
from policyengine.engine.bench import Question, bench_for
from policyengine.engine.costs import cases_of, check_names
from policyengine.errors import Mistake, UsageError
from policyengine.facts.sizes import model_size, option_sizes
from policyengine.loading.suggestion import did_you_mean
from policyengine.reporters.size_text import render_model_size, render_option_sizes
from policyengine.size_report import Wanted

_COMMON = ("bf16", "fp8", "int4")
_POSITIVE = click.IntRange(min=1)


@click.command(name="size")
@click.argument("name", metavar="MODEL|PROFILE")
@click.option("--quantization", multiple=True, metavar="FORMATS", help="Number formats: bf16, fp8, int4; the default.")
@click.option("--context", default=8192, show_default=True, type=_POSITIVE, help="Tokens of a request and its answer.")
@click.option("--concurrency", default=8, show_default=True, type=_POSITIVE, help="Requests served at the same time.")
@click.option("--gpu", "gpus", multiple=True, metavar="GPUS", help="Only these GPUs, by their catalog ids.")
@click.option("--as-of", metavar="DATE", help="As of this day instead of today.")
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    name: str, quantization: tuple[str, ...], context: int, concurrency: int, gpus: tuple[str, ...], as_of: str | None
) -> int:
    """Compute the memory of MODEL, by the catalog, or of the self-hosted options of PROFILE; options are for MODEL.

    Exit code 1 when an option of PROFILE does not fit the machines it declares.
    """
    question = Question(day_of(as_of))
    if os.path.isfile(name):
        return _of_profile(name, question)
    around = bench_for("llm-profile.yaml", question, {}).around
    model = around.catalog.find("models", name)
    if model is None:
        hint = did_you_mean(name, around.catalog.names("models")) or "name a model of the catalog, or a profile's file"
        raise UsageError(Mistake(f"no model and no file `{name}`", hint=hint))
    formats = words_of(quantization) or _COMMON
    check_names("number format", formats, list(BITS))
    check_names("GPU", words_of(gpus), around.catalog.names("gpus"))
    size = model_size(model, Wanted(formats, context, concurrency, words_of(gpus)), around)
    write_output(render_model_size(size))
    if size.needs:
        return CLEAN
    write_mistakes((Mistake(f"the catalog does not know how many parameters `{model.id}` has", hint=_HINT),))
    return NOTHING_CHECKED


_HINT = "add `params_total_b` under `catalog: {models: …}` in policyengine.yaml; closed models state none"


def _of_profile(path: str, question: Question) -> int:
    sizes = list(option_sizes(cases_of(path, bench_for(path, question, {}))))
    if not sizes:
        write_mistakes((Mistake(f"`{path}` has no option that is self-hosted", hint="name a model instead"),))
        return NOTHING_CHECKED
    write_output(render_option_sizes(sizes))
    return (
        VERDICTS if any(size.fits is False and not size.element.startswith("considered") for size in sizes) else CLEAN
    )
