"""As whom screens are pictured: accounts of the demonstration, by what they do."""

from script.pictures.scene import HEAD_OF_REPORTING

REVIEWER, INSPECTOR = "xacnhan.quangngai", "kiemtra.quangngai"
KEEPER, KEEPER_OF_ENDED = "quantri.quangngai", "quantri.bato"
ENTERING = "nhaplieu.quangngai"
CLERK, HEAD = "nhaplieu.xabinhson", HEAD_OF_REPORTING
RETURNED_CLERK = "nhaplieu.phuongducpho"
RECORDS = "vanthu.quangngai"
NOBODY = ""
