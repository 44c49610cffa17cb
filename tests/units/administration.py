"""Going through the administration as a browser would."""

from django.urls import reverse


def listed(client, model):
    response = client.get(reverse(f"admin:{model}_changelist"))
    return {str(row) for row in response.context["cl"].queryset}


def change_url(row):
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def change(client, row, **fields):
    return client.post(change_url(row), fields)
