"""
The programme that all contenders are given: made-up talks, no two rows alike, as a page, as text, as a `Programme`.

Times, titles and presenters are drawn from lists by counting, so the same call gives the same programme.
"""

# ruff: noqa: SIM905 - a list of words reads best as a sentence

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

ZONE = "Asia/Seoul"
NAME = "International Workshop on Greenhouse Gas Inventories"
FIRST_DAY = date(2019, 3, 28)
OPENS, CLOSES = 8 * 60, 20 * 60

APPROACHES = (
    "Measuring Modelling Verifying Reporting Mapping Pricing Financing Reducing Tracking Auditing Planning Comparing "
    "Projecting Sampling Monitoring Estimating Governing Teaching Scaling Forecasting Certifying Trading Storing "
    "Regulating Documenting"
).split()
TOPICS = (
    "methane leaks|landfill gas|cement kilns|rice paddies|steel plants|urban traffic|shipping fuels|power grids|"
    "peat fires|forest carbon|heat pumps|cold chains|data centres|dairy farms|offshore wind|waste water|green hydrogen|"
    "building stock|rail freight|soil carbon|biogas plants|refrigerants|aluminium smelters|air travel|solar roofs"
).split("|")
AIMS = (
    "national inventories|city budgets|early warning|carbon markets|public procurement|small emitters|rural schools|"
    "insurers|grid operators|port cities|island states|border adjustment|supply chains|local councils|young engineers|"
    "export industries|statistical offices|family farms|water utilities|regional banks|harbour districts|river basins|"
    "mountain villages|industrial parks|research fleets"
).split("|")
REGIONS = ("Korea", "Viet Nam", "the Andes", "Kenya", "the Baltic", "Mongolia", "Oceania", "the Alps")

GIVEN = (
    "Minji Jiho Seoyeon Hana Yuna Daniel Maria Chloe Lukas Ingrid Amara Kofi Priya Arjun Mei Haruto Sakura Linh Carlos "
    "Lucia Pedro Ana Jonas Emma Noah Olga Ivan Fatima Omar Leila David Sarah Thomas Julia Paul Nina Peter Clara Felix Ruth"
).split()
FAMILY = (
    "Park Kim Lee Choi Jung Kang Cho Yoon Lim Han Müller Schmidt Weber Fischer Rossi Bianchi García Torres Silva Costa "
    "Dupont Moreau Bernard Petit Nguyen Tran Tanaka Suzuki Wang Chen Zhang Liu Okafor Mensah Patel Singh Ivanova Novak "
    "Larsen Nilsson Smith Jones Brown Taylor Evans Hughes Murphy Walsh Kowalski Horvath"
).split()
INITIALS = "ABCDEFGHIJKLMNOPRSTW"
BODIES = (
    "KECO|UNFCCC|Korea Environment Corporation|Seoul National University|OECD|World Bank|Ministry of Environment|KAIST|"
    "University of Nairobi|Kyoto University|IEA|National Institute of Statistics|ETH Zurich|Green Climate Fund|UNEP|"
    "Umweltbundesamt|ADEME|Tsinghua University|Asian Development Bank|IPCC|Pusan National University|WWF|ICLEI|NIER|GGGI"
).split("|")
ROOMS = ("Hall A", "Hall B", "Room 301", "Auditorium")
KOREAN = "온실가스 배출량의 산정, 보고 및 검증 절차를 소개하고; 국가 인벤토리의 개선 방향을 논의한다."


class Talk(NamedTuple):
    """One row: wall-clock times, what, who (``Name (Body)``), where, and some lines about it."""

    start: datetime
    end: datetime
    title: str
    name: str
    body: str
    room: str
    about: str

    @property
    def presenter(self) -> str:
        """Who gives it, as the page writes it."""
        return f"{self.name} ({self.body})"


def talks(count: int, edition: int = 0) -> list[Talk]:
    """*count* talks that follow each other day by day; each *edition* has a year and talks of its own."""
    times = slots(FIRST_DAY.replace(year=FIRST_DAY.year + edition % 12))
    return [talk(number, *next(times)) for number in range(edition * count, (edition + 1) * count)]


def slots(day: date) -> Iterator[tuple[datetime, datetime]]:
    """The starts and ends of talks of 5 to 15 minutes, from eight to eight."""
    number = 0
    while True:
        minute = OPENS + number % 5
        while minute + 15 <= CLOSES:
            midnight = datetime.combine(day, time.min)
            length = 5 + number % 11
            yield midnight + timedelta(minutes=minute), midnight + timedelta(minutes=minute + length)
            minute += length
            number += 1
        day += timedelta(days=1)


def talk(number: int, start: datetime, end: datetime) -> Talk:
    """The talk with this *number*, at most one of 125,000; neighbours have little in common."""
    title = "{} {} for {} in {}".format(*drawn(number * 73_421, APPROACHES, TOPICS, AIMS, REGIONS))
    given, family, initial, body = drawn(number * 618_033, GIVEN, FAMILY, INITIALS, BODIES)
    return Talk(
        start=start,
        end=end,
        title=title,
        name=f"{given} {initial}. {family}",
        body=body,
        room=ROOMS[number % len(ROOMS)],
        about=f"{KOREAN}\n{title}: results of field study {number}, questions; and a short discussion.\n{KOREAN}",
    )


def drawn(number: int, *lists: Sequence[str]) -> Iterator[str]:
    """One of each of *lists*: *number* written with their lengths as bases."""
    for words in lists:
        number, digit = divmod(number, len(words))
        yield words[digit]


def by_day(programme: Sequence[Talk]) -> Iterator[tuple[str, list[Talk]]]:
    """The talks of each day under its heading, ``Thursday, 28 March 2019``."""
    for day, group in groupby(programme, key=lambda one: one.start.date()):
        yield f"{day:%A}, {day.day} {day:%B %Y}", list(group)


def talks_to_html(programme: Sequence[Talk]) -> str:
    """A page with one table: a row across it for each day, then time, title and presenter of each talk."""
    rows = []
    for heading, day in by_day(programme):
        rows.append(f'    <tr><td colspan="3">{heading}</td></tr>')
        rows += [
            f"    <tr>\n      <td>{one.start:%H:%M} - {one.end:%H:%M}</td>\n"
            f"      <td>{one.title}</td>\n      <td>{one.presenter}</td>\n    </tr>"
            for one in day
        ]
    body = "\n".join(rows)
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{NAME}</title></head>
<body>
  <h1>{NAME}</h1>
  <p>All are welcome; the registration desk is in the lobby.</p>
  <table>
    <tr><th>Time</th><th>Title</th><th>Presenter</th></tr>
{body}
  </table>
</body>
</html>
"""


def talks_to_text(programme: Sequence[Talk]) -> str:
    """The same as plain text: a line for each day, a line for each talk with tabs between."""
    lines = [NAME]
    for heading, day in by_day(programme):
        lines += ["", heading]
        lines += [f"{one.start:%H:%M} - {one.end:%H:%M}\t{one.title}\t{one.presenter}" for one in day]
    return "\n".join([*lines, ""])
