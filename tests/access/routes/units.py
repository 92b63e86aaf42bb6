"""Units, their trees, those who sign, and clusters."""

from tests.access.routes.base import ADMINISTRATOR, EVERYBODY, LIST, OFFICER, Route
from tests.factories import OfficeFactory
from tests.units import posted

SUBORDINATE = {"make": posted.subordinate, "place": lambda unit: unit.administrative_parent}
CLUSTER = {"make": posted.cluster, "place": lambda cluster: cluster.organiser}
OFFICE = {"make": OfficeFactory, "place": lambda office: office.unit}

ROUTES = [
    Route("units:list", "get", EVERYBODY, **LIST),
    Route("units:administrative_tree", "get", EVERYBODY, **LIST),
    Route("units:command_tree", "get", EVERYBODY, **LIST),
    Route("units:create", "get", ADMINISTRATOR, **LIST),
    Route("units:create", "post", ADMINISTRATOR, 302, data=posted.new_unit, **LIST),
    Route("units:import", "get", ADMINISTRATOR, **LIST),
    Route("units:import", "post", ADMINISTRATOR, 302, data=posted.workbook, **LIST),
    Route("units:import_form", "get", ADMINISTRATOR, **LIST),
    Route("units:import_check", "get", ADMINISTRATOR, 302, **LIST),
    Route("units:import_check", "post", ADMINISTRATOR, 302, **LIST),
    Route("units:merge", "get", ADMINISTRATOR, **LIST),
    Route("units:merge", "post", ADMINISTRATOR, 302, data=posted.merged, **SUBORDINATE | LIST),
    Route("units:detail", "get", EVERYBODY),
    Route("units:correct", "get", ADMINISTRATOR),
    Route("units:correct", "post", ADMINISTRATOR, 302, data=posted.corrected),
    Route("units:rename", "get", ADMINISTRATOR),
    Route("units:rename", "post", ADMINISTRATOR, 302, data=posted.renamed),
    Route("units:move", "get", ADMINISTRATOR, **SUBORDINATE),
    Route("units:move", "post", ADMINISTRATOR, 302, data=posted.moved, **SUBORDINATE),
    Route("units:dissolve", "get", ADMINISTRATOR, **SUBORDINATE),
    Route("units:dissolve", "post", ADMINISTRATOR, 302, data=posted.dissolved, **SUBORDINATE),
    Route("units:communes", "get", ADMINISTRATOR, make=posted.province),
    Route(
        "units:communes",
        "post",
        ADMINISTRATOR,
        302,
        make=posted.province,
        data=lambda unit: {"province": posted.QUANG_NGAI},
    ),
    Route("units:add_office", "get", ADMINISTRATOR),
    Route("units:add_office", "post", ADMINISTRATOR, 302, data=lambda unit: posted.SIGNER),
    Route("units:end_office", "get", ADMINISTRATOR, **OFFICE),
    Route("units:end_office", "post", ADMINISTRATOR, 302, data=posted.office_ended, **OFFICE),
    Route("units:correct_office", "get", ADMINISTRATOR, **OFFICE),
    Route(
        "units:correct_office", "post", ADMINISTRATOR, 302, data=posted.office_corrected, **OFFICE
    ),
    Route("units:clusters", "get", EVERYBODY, **LIST),
    Route("units:create_cluster", "get", OFFICER, **LIST),
    Route("units:create_cluster", "post", OFFICER, 302, data=posted.new_cluster, **LIST),
    Route("units:cluster", "get", EVERYBODY, **CLUSTER),
    Route("units:correct_cluster", "get", OFFICER, **CLUSTER),
    Route("units:correct_cluster", "post", OFFICER, 302, data=posted.cluster_corrected, **CLUSTER),
    Route("units:cluster_members", "get", OFFICER, **CLUSTER),
    Route("units:cluster_members", "post", OFFICER, 302, data=posted.members_set, **CLUSTER),
    Route("units:cluster_leads", "get", OFFICER, **CLUSTER),
    Route("units:cluster_leads", "post", OFFICER, 302, data=posted.leads_set, **CLUSTER),
    Route("units:end_cluster", "get", OFFICER, **CLUSTER),
    Route("units:end_cluster", "post", OFFICER, 302, data=posted.cluster_ended, **CLUSTER),
]
