"""The page of the indicator library."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.forms import LibraryFilters
from indicators.models import LibraryIndicator

PAGE_SIZE = 50


@require_safe
def library_list(request):
    filters = LibraryFilters(request.GET)
    found = filters.narrow(LibraryIndicator.objects.all())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "indicators/library_list.html", {"filters": filters, "page": page})
