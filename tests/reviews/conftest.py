"""Tables on their way to reviewers: the cast's, filled in so that the rules let them through."""

import pytest


@pytest.fixture
def make_project(make_clean_project):
    return make_clean_project


@pytest.fixture
def project(make_project):
    return make_project()
