"""Clusters: the list, one of them, and the acts of its organiser's officer."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

import rules
from django.shortcuts import render
from django.utils import timezone

from core.access.lists import ListPage
from core.access.seen import fingerprint
from core.access.views import ScopedView
from units.domain.clusters import cluster_facts, correct_cluster, create_cluster, end_cluster
from units.domain.membership import Part, leads_ever, members_ever, set_leads, set_members
from units.filters import ClusterFilter
from units.forms.clusters import CorrectionForm, EndForm, LeadsForm, MembersForm, NewClusterForm
from units.models import Cluster
from units.tables import ClusterTable
from units.views.acts import UnitAct


class ClusterList(ListPage):
    permission = "units.list_clusters"
    model = Cluster
    table_class = ClusterTable
    filterset_class = ClusterFilter
    template_name = "units/cluster_list.html"
    title = "Cụm, khối thi đua"
    export_name = "cum-khoi-thi-dua"
    empty_hint = "Người soạn kế hoạch của đơn vị tổ chức lập cụm, khối rồi chọn thành viên."

    def get_queryset(self):
        standing = super().get_queryset().standing(timezone.localdate())
        return standing.select_related("organiser")

    def get_context_data(self, **kwargs):
        may_add = rules.has_perm("units.add_cluster", self.request.user)
        return super().get_context_data(may_add_cluster=may_add, **kwargs)


class ClusterDetail(ScopedView):
    permission = "units.view_cluster"
    model = Cluster

    def get_queryset(self):
        return super().get_queryset().select_related("organiser")

    def get(self, request, pk):
        cluster, today = self.object, timezone.localdate()
        memberships, leads = members_ever(cluster), leads_ever(cluster)
        titles = {row.unit_id: row.title for row in leads if row.is_in_force(today)}
        members = [row for row in memberships if row.is_in_force(today)]
        context = {
            "cluster": cluster,
            "members": [(row, titles.get(row.unit_id, "")) for row in members],
            "history": changes_among(memberships, leads, today),
            "may_change": rules.has_perm("units.change_cluster", request.user, cluster),
        }
        return render(request, "units/cluster_detail.html", context)


def changes_among(memberships: Sequence[Part], leads: Sequence[Part], today: date) -> list[Part]:
    """The newest first; those who are in from the first day on stand among the members of today."""
    first_day = min((row.valid_from for row in memberships), default=None)
    changes = [
        row for row in memberships if row.valid_from > first_day or not row.is_in_force(today)
    ]
    return sorted([*changes, *leads], key=attrgetter("valid_from"), reverse=True)


class Create(UnitAct):
    permission = "units.add_cluster"
    template = "units/cluster_act.html"
    title = "Lập cụm, khối thi đua"
    explanation = "Lập xong thì chọn thành viên, rồi ghi trưởng và phó."
    label = "Lập"
    done = "Đã lập. Hãy chọn thành viên."

    def form(self, data=None):
        today = timezone.localdate()
        organisers = self.request.user.organised_units.in_force(today)
        return NewClusterForm(data, organisers=organisers, initial={"valid_from": today})

    def act(self, form) -> Cluster:
        organiser = form.cleaned_data["organiser"]
        return create_cluster(organiser, form.to_identity(), by=self.request.user)


class ActOnCluster(UnitAct):
    is_abstract = True
    permission = "units.change_cluster"
    model = Cluster
    template = "units/cluster_act.html"

    def get_queryset(self):
        return super().get_queryset().select_related("organiser")

    def initial(self) -> dict:
        return {"seen": fingerprint(cluster_facts(self.object))}


class Correct(ActOnCluster):
    permission = "units.change_cluster"
    form_class = CorrectionForm
    title = "Đính chính"
    explanation = "Dùng khi tên, loại hoặc ngày đã ghi sai: nội dung mới thay nội dung cũ từ đầu."
    label = "Đính chính"
    done = "Đã đính chính."

    def initial(self) -> dict:
        cluster = self.object
        known = {"name": cluster.name, "kind": cluster.kind, "valid_from": cluster.valid_from}
        return super().initial() | known

    def act(self, form) -> Cluster:
        given = form.cleaned_data
        return correct_cluster(
            self.object,
            form.to_identity(),
            reason=given["reason"],
            seen=given["seen"],
            by=self.request.user,
        )


class End(ActOnCluster):
    permission = "units.change_cluster"
    form_class = EndForm
    title = "Kết thúc"
    explanation = "Thành viên, trưởng và phó kết thúc cùng ngày. Lịch sử được giữ nguyên."
    label = "Kết thúc"
    done = "Đã ghi ngày kết thúc."

    def act(self, form) -> Cluster:
        return end_cluster(self.object, **form.cleaned_data, by=self.request.user)


class SetOfCluster(ActOnCluster):
    """What is set as a whole: the form offers what stands today."""

    is_abstract = True

    def form(self, data=None):
        return self.form_class(data, cluster=self.object, initial=self.initial())


class SetMembers(SetOfCluster):
    permission = "units.change_cluster"
    template = "units/cluster_members.html"
    form_class = MembersForm
    title = "Thành viên"
    explanation = "Đánh dấu tất cả thành viên từ ngày ghi dưới đây; đơn vị bỏ dấu thôi từ ngày đó."
    label = "Lưu thành viên"
    done = "Đã lưu thành viên."

    def act(self, form) -> Cluster:
        return set_members(self.object, **form.cleaned_data, by=self.request.user)


class SetLeads(SetOfCluster):
    permission = "units.change_cluster"
    form_class = LeadsForm
    title = "Trưởng, phó"
    explanation = "Chọn trong các thành viên; đơn vị đang giữ mà bỏ chọn thì thôi từ ngày ghi dưới."
    label = "Lưu trưởng, phó"
    done = "Đã lưu trưởng, phó."

    def act(self, form) -> Cluster:
        given = form.cleaned_data
        return set_leads(
            self.object,
            form.to_leads(),
            from_day=given["from_day"],
            seen=given["seen"],
            by=self.request.user,
        )
