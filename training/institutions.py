"""Writes mtaudit/detectors/institutions.tsv: the English names of organisations.

    python training/institutions.py ENGLISH_A_TO_Z_LIST.md

The file is the list of international organisations of SupraVerden (github.com/confirmordeny/supraverden, dist/), CC
BY-SA 4.0. National bodies and other organisations that the news names often are added from ``NATIONAL``, compiled by
hand from their own sites. Names of fewer than three words that count are left out: too much is spelt like them.
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from mtaudit.detectors.institutions import content

TARGET = Path(__file__).parent.parent / "mtaudit/detectors/institutions.tsv"
FEWEST = 3
NATIONAL = """
National Health Commission
National Development and Reform Commission
Supreme People's Procuratorate
Chinese People's Political Consultative Conference
Chinese Center for Disease Control and Prevention
State Administration for Market Regulation
China Securities Regulatory Commission
Cyberspace Administration of China
Central Commission for Discipline Inspection
Civil Aviation Administration of China
Korea Disease Control and Prevention Agency
Korea Meteorological Administration
National Election Commission
National Human Rights Commission
Supreme Prosecutors' Office
Financial Supervisory Service
Financial Services Commission
Anti-Corruption and Civil Rights Commission
Nuclear Safety and Security Commission
Japan Meteorological Agency
Nuclear Regulation Authority
Japan Self-Defense Forces
Liberal Democratic Party of Japan
Constitutional Democratic Party
Grand National Assembly of Turkey
Turkish Statistical Institute
Disaster and Emergency Management Authority
Justice and Development Party
Republican People's Party
Nationalist Movement Party
Peoples' Democratic Party
Federal Security Service
Investigative Committee of Russia
Central Bank of Russia
Russian Orthodox Church
Security Service of Ukraine
National Security and Defense Council
National Security Council
Permanent Court of International Justice
International Boundary and Water Commission
National Anti-Corruption Bureau
Armed Forces of Ukraine
Central Election Commission
Islamic Revolutionary Guard Corps
Supreme National Security Council
Atomic Energy Organization of Iran
Palestine Liberation Organization
Popular Mobilization Forces
Syrian Democratic Forces
Syrian Observatory for Human Rights
Syrian Arab Red Crescent
Federal Bureau of Investigation
Central Intelligence Agency
National Security Agency
Centers for Disease Control and Prevention
Food and Drug Administration
National Aeronautics and Space Administration
National Oceanic and Atmospheric Administration
National Transportation Safety Board
Securities and Exchange Commission
Environmental Protection Agency
Federal Aviation Administration
Federal Emergency Management Agency
Department of Homeland Security
National Institutes of Health
American Civil Liberties Union
National Rifle Association
National Health Service
Crown Prosecution Service
National Crime Agency
Office for National Statistics
Central Bureau of Investigation
Election Commission of India
Reserve Bank of India
Indian Council of Medical Research
Indian Space Research Organisation
Indian National Congress
Inter-Services Public Relations
National Accountability Bureau
Federal Constitutional Court
Federal Criminal Police Office
Christian Democratic Union
Social Democratic Party of Germany
Alternative for Germany
General Council of the Judiciary
Spanish Socialist Workers' Party
Republican Left of Catalonia
Italian Civil Protection Department
Doctors Without Borders
Reporters Without Borders
Committee to Protect Journalists
International Committee of the Red Cross
International Federation of Red Cross and Red Crescent Societies
International Olympic Committee
International Paralympic Committee
World Anti-Doping Agency
Union of European Football Associations
Court of Arbitration for Sport
Organisation for the Prohibition of Chemical Weapons
Comprehensive Nuclear-Test-Ban Treaty Organization
International Campaign to Abolish Nuclear Weapons
Muslim World League
World Council of Churches
World Wide Fund for Nature
Save the Children Fund
International Rescue Committee
Norwegian Refugee Council
Danish Refugee Council
International Crisis Group
International Institute for Strategic Studies
Stockholm International Peace Research Institute
International Consortium of Investigative Journalists
European Centre for Disease Prevention and Control
European Court of Human Rights
European Court of Justice
European Central Bank
European Medicines Agency
European Space Agency
International Monetary Fund
International Court of Justice
International Criminal Court
International Atomic Energy Agency
International Labour Organization
International Energy Agency
World Health Organization
World Trade Organization
World Food Programme
World Meteorological Organization
United Nations Security Council
United Nations General Assembly
United Nations Children's Fund
United Nations Human Rights Council
Gulf Cooperation Council
Organisation of Islamic Cooperation
Collective Security Treaty Organization
Shanghai Cooperation Organisation
Eurasian Economic Union
Commonwealth of Independent States
"""


@click.command()
@click.argument("listed", type=click.Path(exists=True, path_type=Path))
def main(listed: Path) -> None:
    """Write the table."""
    public = re.findall(r"^- (.+)$", listed.read_text(encoding="utf-8"), re.MULTILINE)
    rows = dict.fromkeys(map(_clean, public), "SupraVerden") | dict.fromkeys(NATIONAL.strip().split("\n"), "by hand")
    kept = sorted(f"{name}\t{source}" for name, source in rows.items() if name and len(content(name)) >= FEWEST)
    TARGET.write_text("\n".join(["name\tsource", *kept]) + "\n", encoding="utf-8")
    click.echo(f"{len(kept)} names")


def _clean(name: str) -> str:
    """The name without what stands in brackets; nothing for one that is no plain name."""
    bare = re.sub(r"\s*\([^)]*\)", "", name).replace("’", "'").strip()
    return bare if re.fullmatch(r"[A-Z][A-Za-z',& -]+", bare) and not re.search("[A-Z]{2}[a-z]", bare) else ""


if __name__ == "__main__":
    main()
