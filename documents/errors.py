"""The exceptions of the documents library, one class per boundary."""


class UnreadableDocument(Exception):
    """A file that cannot be read; str() is a Chinese sentence: what is wrong, what to do."""


class LayoutError(Exception):
    """A layout file that contradicts itself; str() names the file, the line and the fault."""


class UnwritableDocument(Exception):
    """A document that its format cannot hold; str() is a Chinese sentence: which place, why, what to do."""
