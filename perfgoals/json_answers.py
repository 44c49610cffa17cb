"""Refusals for what a script of ours asks: a sentence in JSON instead of a page."""

from django.http import HttpRequest, JsonResponse


def asks_for_json(request: HttpRequest) -> bool:
    """Tell whether JSON was sent, or JSON is wanted back."""
    return request.content_type == "application/json" or "application/json" in request.headers.get(
        "Accept", ""
    )


def json_sentence(message: str, status: int) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)
