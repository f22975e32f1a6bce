"""A text without a declaration is read in the encoding that its language was written in."""

import pytest

from index.formats.contents import File, Refused
from index.formats.decoding import decode

TEXTS = {
    "Hungarian": "Az új szabályzat szerint a tagdíj évente ötezer forint, és jövő héten kell befizetni.",
    "Polish": "Opłata wynosi sto złotych miesięcznie, a spotkania są w każdą środę.",
    "Czech": "Příští schůze bude v úterý večer, poplatek činí dvě stě korun.",
    "Slovak": "Ďalšia schôdza bude v utorok večer, poplatok je päť eur mesačne.",
    "Croatian": "Sljedeći sastanak održat će se u četvrtak, a članarina se plaća mjesečno.",
    "Romanian": "Taxa se plăteşte în fiecare lună, iar şedinţa are loc joi după-amiază.",
    "Turkish": "Toplantı salı günü başlıyor; üyelik ücreti yüz lira değil, iki yüz liradır.",
    "Lithuanian": "Nario mokestis mokamas kiekvieną mėnesį, o susirinkimas vyks šeštadienį.",
    "Latvian": "Biedru nauda jāmaksā katru mēnesi, un nākamā sapulce būs trešdien.",
    "French": "Le déjeuner est à midi et coûte 5 €, la réunion a été reportée.",
    "German": "Die Gebühr beträgt 5 € für Mitglieder, für Gäste größere Beträge.",
    "Spanish": "¿Cuándo es la reunión? Mañana por la tarde, según el director.",
    "Icelandic": "Fundurinn verður haldinn á þriðjudaginn og það kostar ekkert að mæta.",
    "Russian": "Взнос составляет сто рублей, собрание пройдёт в субботу.",
    "Ukrainian": "Внесок становить сто гривень, збори відбудуться в суботу ввечері.",
    "Greek": "Η συνδρομή είναι δέκα ευρώ και η συνάντηση θα γίνει την Τρίτη.",
    "Hebrew": "דמי החבר הם מאה שקלים והפגישה תתקיים ביום שלישי.",
    "Arabic": "رسوم العضوية مئة ريال والاجتماع يوم الثلاثاء القادم.",
    "Thai": "ค่าสมาชิกปีละหนึ่งร้อยบาท และประชุมวันอังคาร",
    "Japanese": "会費は年間千円です。次の会議は火曜日に開かれます。",
    "Chinese": "会费每年一百元，下次会议在星期二举行。",
    "Korean": "회비는 매년 만 원이며 다음 회의는 화요일에 열립니다.",
}
ENCODINGS = {
    "cp1250": ("Hungarian", "Polish", "Czech", "Slovak", "Croatian", "Romanian"),
    "iso8859_2": ("Hungarian", "Polish", "Czech", "Slovak", "Croatian", "Romanian"),
    "cp852": ("Hungarian", "Polish", "Czech"),
    "cp1252": ("French", "German", "Spanish", "Icelandic"),
    "iso8859_15": ("French", "German"),
    "cp850": ("Spanish",),
    "mac_roman": ("French", "German"),
    "cp1254": ("Turkish",),
    "cp1257": ("Lithuanian", "Latvian"),
    "iso8859_13": ("Lithuanian", "Latvian"),
    "cp1251": ("Russian", "Ukrainian"),
    "koi8_u": ("Russian", "Ukrainian"),
    "cp866": ("Russian",),
    "iso8859_5": ("Russian", "Ukrainian"),
    "cp1253": ("Greek",),
    "cp1255": ("Hebrew",),
    "cp1256": ("Arabic",),
    "cp874": ("Thai",),
    "cp932": ("Japanese",),
    "euc_jp": ("Japanese",),
    "iso2022_jp": ("Japanese",),
    "gb18030": ("Chinese",),
    "cp949": ("Korean",),
    "utf_16_le": ("German", "Russian", "Greek", "Hebrew", "Arabic", "Thai", "Korean"),
    "utf_16_be": ("German", "Russian", "Greek", "Hebrew", "Arabic", "Thai", "Korean"),
}


@pytest.mark.parametrize(
    ("encoding", "language"),
    [(encoding, language) for encoding, languages in ENCODINGS.items() for language in languages],
)
@pytest.mark.parametrize("times", [1, 30])
def test_a_language_is_read_in_each_encoding_that_people_used_for_it(encoding: str, language: str, times: int) -> None:
    text = "\n".join([TEXTS[language]] * times)
    assert decode(File("a.txt", text.encode(encoding))) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Sto złotych miesięcznie.", "cp1250"),
        ("Kulcs: jövő hét szerdán", "cp1250"),
        ("Toplantı başlıyor", "cp1254"),
        ("The café opens at 9.", "cp1252"),
        ("It’s 5 € – “cheap”.", "cp1252"),
        ("Entrée 5 €", "iso8859_15"),
        ("Temperatur: 20°", "cp1252"),
        ("…", "cp1252"),
        ("Привет, мир", "koi8_r"),
        ("ОБЪЯВЛЕНИЕ", "cp1251"),
    ],
)
def test_a_few_letters_are_enough(text: str, encoding: str) -> None:
    assert decode(File("a.txt", text.encode(encoding))) == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Взнос сто рублей".encode()[:-1], "Взнос сто рубле\ufffd"),
        ("会费每年一百元".encode()[1:], "\ufffd费每年一百元"),
        ("Взнос сто рублей, ".encode() + b"caf\xe9 \x96 na\xefve.", "Взнос сто рублей, café – naïve."),
        ("Взнос".encode() + b" \x81 " + "сто".encode(), "Взнос \ufffd сто"),
        ("Взнос".encode()[:5] + "сто".encode(), "Вз\ufffdсто"),
    ],
)
def test_some_bad_bytes_leave_a_text_in_utf_8(content: bytes, text: str) -> None:
    assert decode(File("a.txt", content)) == text


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10",
        b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0",
        b"hello\0world\0",
        bytes(range(1, 256)) * 4,
        bytes(byte * 37 % 224 + 32 for byte in range(1000)),
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        decode(File("a.txt", content))
