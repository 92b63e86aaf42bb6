"""How a unit's documents are headed: kept by the unit's administrator."""

from core.access.seen import fingerprint
from documents.domain.issuers import issuer_facts, issuer_of, set_issuer
from documents.forms.issuers import IssuerForm
from documents.models import Issuer
from units.models import Unit
from units.views.acts import UnitAct


class SetIssuer(UnitAct):
    permission = "units.change_unit"
    model = Unit
    form_class = IssuerForm
    title = "Cơ quan ban hành văn bản"
    explanation = (
        "Phần đầu của văn bản, ký hiệu, và địa chỉ ở chân trang đầu nếu cơ quan muốn in. Văn bản đã"
        " lập giữ nội dung cũ; văn bản lập từ nay lấy nội dung mới."
    )
    label = "Lưu"
    done = "Đã lưu cơ quan ban hành."

    def initial(self) -> dict:
        facts = issuer_facts(issuer_of(self.object) or Issuer())
        return facts | {"seen": fingerprint(facts)}

    def act(self, form) -> Unit:
        given = form.cleaned_data
        return set_issuer(
            self.object, form.to_head(), by=self.request.user, seen=given["seen"]
        ).unit
