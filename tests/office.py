"""Files of word processors, packed from the XML that their standards describe."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


def laughs(root: str, word: str) -> str:
    """A declaration of entities of which each is ten of the one before; ``&i;`` is a thousand million of *word*."""
    entities = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f'<!DOCTYPE {root} [<!ENTITY a "{word}">{entities}]>'


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{MAIN}"/>
<Override PartName="/word/styles.xml" ContentType="{MAIN.replace("document.main", "styles")}"/>
<Override PartName="/word/numbering.xml" ContentType="{MAIN.replace("document.main", "numbering")}"/>
<Override PartName="/word/header1.xml" ContentType="{MAIN.replace("document.main", "header")}"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
LINKS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
<Relationship Id="r3" Type="{PACKAGE}/relationships/metadata/thumbnail" Target="docProps/lost.jpeg"/>
</Relationships>"""
LINKS_OF_TEXT = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="r2" Type="{OFFICE}/numbering" Target="/word/numbering.xml"/>
<Relationship Id="r3" Type="{OFFICE}/header" Target="header1.xml"/>
<Relationship Id="r4" Type="{OFFICE}/image" Target="../NULL"/>
<Relationship Id="r5" Type="{OFFICE}/hyperlink" Target="https://example.org/talks" TargetMode="External"/>
</Relationships>"""
STYLES = f"""<w:styles {NAMES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Tag"><w:name w:val="Tag"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Abschnitt"><w:name w:val="Abschnitt"/>
<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Punkt"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Liste2"><w:name w:val="List Bullet 2"/><w:basedOn w:val="Punkt"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Name"><w:name w:val="Name"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Notiz"><w:name w:val="Notiz"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Bunt"><w:name w:val="Grid Table 4"/>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
<w:style w:type="table" w:styleId="Gitter"><w:name w:val="Table Grid"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {NAMES}>
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"/><w:lvl w:ilvl="1"/></w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Session %1:"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="2"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="Talk %2"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""


def packed(parts: dict[str, str | bytes | None]) -> bytes:
    """A ZIP file of the parts that are not None."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            if part is not None:
                file.writestr(name, part)
    return buffer.getvalue()


def word_file(body: str, title: str = "", header: str = "", **parts: str | bytes | None) -> bytes:
    """A Word file with that text (``w:body``); *parts* replace those of the same name without its ending."""
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
    )
    whole: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS,
        "docProps/core.xml": core,
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": LINKS_OF_TEXT,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/header1.xml": f"<w:hdr {NAMES}>{header}</w:hdr>",
    }
    for name in whole:
        stem = name.rpartition("/")[2].removesuffix(".xml")
        if stem in parts:
            whole[name] = parts[stem]
    return packed(whole)


HANGUL = (
    'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
    'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head" xmlns:opf="http://www.idpf.org/2007/opf/"'
)
SHAPES = f"""<hh:head {HANGUL}><hh:refList>
<hh:charProperties><hh:charPr id="0"><hh:underline type="NONE"/></hh:charPr>
<hh:charPr id="1"><hh:bold/><hh:underline type="NONE"/></hh:charPr>
<hh:charPr id="2"><hh:underline type="BOTTOM"/></hh:charPr></hh:charProperties>
<hh:paraProperties><hh:paraPr id="0"><hh:heading type="NONE" idRef="0" level="0"/></hh:paraPr>
<hh:paraPr id="1"><hh:heading type="OUTLINE" idRef="0" level="1"/></hh:paraPr>
<hh:paraPr id="2"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr></hh:paraProperties>
<hh:styles><hh:style id="0" type="PARA" name="바탕글" engName="Normal"/>
<hh:style id="1" type="PARA" name="개요 1" engName="Outline 1"/></hh:styles>
</hh:refList></hh:head>"""


def hangul_file(body: str, title: str = "", **parts: str | bytes | None) -> bytes:
    """A HWPX file with that text (``hs:sec``); *parts* replace those of the same name without its ending, or add some."""
    section = f"<hs:sec {HANGUL}>{{}}</hs:sec>"
    about = f"<opf:package {HANGUL}><opf:metadata><opf:title>{title}</opf:title></opf:metadata></opf:package>"
    whole: dict[str, str | bytes | None] = {
        "mimetype": "application/hwp+zip",
        "Contents/content.hpf": parts.pop("content", about),
        "Contents/header.xml": parts.pop("header", SHAPES),
        "Contents/section0.xml": parts.pop("section0", section.format(body)),
    }
    for name, part in parts.items():
        whole[f"Contents/{name}.xml"] = section.format(part) if isinstance(part, str) else part
    return packed(whole)
