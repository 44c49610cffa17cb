"""Static files under names that change with their content, our ES modules and what they import included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """After an update a browser gets all modules of a page anew, never old ones among new ones.

    Only in our own modules: a package's script may name modules in ways that are no paths of files.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
