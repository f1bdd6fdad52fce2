//! What the parts of `ui` say by themselves.

use crate::ui::Words;

pub(super) const EN: Words = Words {
    actions: "Actions",
    busy: "Working…",
    close: "Close",
    copied: "Copied",
    copy: "Copy",
    copy_failed: "The browser did not allow copying. Select the text and copy it.",
    dismiss: "Dismiss",
    first_page: "First page",
    next_page: "Next",
    page_size: "Rows on a page",
    previous_page: "Previous",
    a_page: |size| [size, " a page"].concat(),
};

pub(super) const ZH: Words = Words {
    actions: "操作",
    busy: "处理中…",
    close: "关闭",
    copied: "已复制",
    copy: "复制",
    copy_failed: "浏览器不允许复制，请选中文本后自行复制。",
    dismiss: "知道了",
    first_page: "第一页",
    next_page: "下一页",
    page_size: "每页行数",
    previous_page: "上一页",
    a_page: |size| ["每页 ", size, " 条"].concat(),
};
