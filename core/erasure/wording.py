"""What stands where something was erased."""

ERASED = "[Đã xóa nội dung theo quy định bảo vệ bí mật nhà nước]"
ERASED_SHORT = "[Đã xóa]"
