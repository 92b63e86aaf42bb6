"""The forms of the catalogue: an indicator, a grade scale."""

import re

from django import forms
from django.core.exceptions import ValidationError

from campaigns.domain.catalogue import (
    Facts,
    InvalidDefinition,
    definition_problems,
    facts_of,
    scale_facts_of,
)
from campaigns.enums import Measure
from campaigns.models import GradeScale, Indicator
from campaigns.models.indicator import DEFINING, MOST_GRADES
from core.access.marking import mark
from core.access.seen import fingerprint
from core.vietnamese.collation import fold
from core.vietnamese.forms import NfcCharField

CODE = re.compile(r"[A-ZĐ0-9]+(?:[-.][A-ZĐ0-9]+)*")
FEWEST_GRADES = 2
LONGEST_GRADE = 60


class EntryForm(forms.Form):
    """An entry of the catalogue; `seen` marks what it said when the page was shown."""

    code = NfcCharField(
        label="Mã",
        max_length=20,
        help_text="Chữ in hoa và chữ số, ví dụ TQ1. Mã không đổi về sau.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].upper()
        if not CODE.fullmatch(code):
            raise ValidationError("Mã chỉ gồm chữ in hoa không dấu và chữ số, ví dụ TQ1.")
        return code

    def keep(self, *names: str) -> None:
        """These fields cannot be changed any more."""
        for name in names:
            self.fields[name].disabled = True

    def show_problems(self, refusal: InvalidDefinition) -> None:
        for name, problem in refusal.errors.items():
            mark(self, name, problem)


class IndicatorForm(EntryForm, forms.ModelForm):
    class Meta:
        model = Indicator
        fields = ("code", "name", *DEFINING, "guidance")
        widgets = {"guidance": forms.Textarea(attrs={"rows": 3})}
        labels = {"part_rule": "Tử số qua các kỳ", "whole_rule": "Mẫu số qua các kỳ"}
        help_texts = {
            "part_label": "Tên của ô số liệu, ví dụ “Số công dân đã giao”.",
            "whole_label": "Chỉ dùng cho tỷ lệ, ví dụ “Tổng số xã, phường”.",
            "whole_is_quota": "Đơn vị chỉ nhập tử số; mẫu số lấy theo chỉ tiêu được giao.",
            "percentages_only": "Dùng khi số tuyệt đối không được nhập; tỷ lệ không cộng lại được.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scale"].empty_label = "Không dùng thang"
        self.fields["measure"].choices = [("", "Chọn cách đo"), *Measure.choices]
        if self.instance.pk:
            self.initial["seen"] = fingerprint(facts_of(self.instance))
            self.keep("code")

    def clean(self):
        """Contradictions are told here: left to the model, its constraints would speak first."""
        cleaned = super().clean()
        if not self.errors:
            for name, problem in definition_problems(Indicator(**self.facts())).items():
                self.add_error(name, problem)
        return cleaned

    def facts(self) -> Facts:
        """The definition as the verbs take it."""
        return {name: self.cleaned_data[name] for name in ("name", *DEFINING, "guidance")}


class ScaleForm(EntryForm):
    name = NfcCharField(label="Tên thang", max_length=100)
    grades = NfcCharField(
        label="Các mức",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": MOST_GRADES}),
        help_text=f"Mỗi dòng một mức, tốt nhất trước; từ {FEWEST_GRADES} đến {MOST_GRADES} mức.",
    )
    field_order = ("code", "name", "grades", "seen")

    def __init__(self, data=None, *, scale: GradeScale | None = None):
        initial = None
        if scale:
            facts = scale_facts_of(scale)
            initial = facts | {"grades": "\n".join(facts["grades"]), "seen": fingerprint(facts)}
        super().__init__(data, initial=initial)
        if scale:
            self.keep("code")

    def clean_grades(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["grades"].splitlines())
        labels = [line for line in lines if line]
        if not FEWEST_GRADES <= len(labels) <= MOST_GRADES:
            raise ValidationError(f"Thang có từ {FEWEST_GRADES} đến {MOST_GRADES} mức.")
        if any(len(label) > LONGEST_GRADE for label in labels):
            raise ValidationError(f"Tên mức dài nhất {LONGEST_GRADE} ký tự.")
        if len({fold(label) for label in labels}) < len(labels):
            raise ValidationError("Có hai mức trùng tên.")
        return labels
