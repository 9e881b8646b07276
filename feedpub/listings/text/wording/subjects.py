"""Words that name what texts are about, in several languages: sections of papers and of their web pages."""

from functools import cache
from typing import Final

from feedpub.text import fold

_SUBJECTS: Final = """
    agriculture arts business climate community culture development economy education elections employment
    energy entertainment environment events farming finance fisheries food forestry gender governance government
    health history housing human industry justice labour law lifestyle local markets media migration money music
    national nature people politics policy poverty regional research rights safety science security society
    sport sports technology tourism trade training transport travel water weather women world youth
    international jobs projects resources services awards bildung energie ernährung forschung gesellschaft
    gesundheit gewerbe handel innenpolitik klima kultur kunst landwirtschaft lokales medien mobilität panorama
    politik recht regionales reise schule soziales stadt technik tourismus umwelt verkehr vereine verwaltung
    wirtschaft wissen wissenschaft wohnen climat droit éducation économie emploi énergie environnement finances
    formation jeunesse logement médias monde politique recherche régions santé sciences société solidarité
    tourisme transports travail agricultura ambiente ciencia clima comercio cultura deportes derecho desarrollo
    economía educación empleo energía justicia juventud medio mujeres mundo nacional política región salud
    seguridad sociedad trabajo turismo vivienda ciência desporto direito economia educação emprego energia
    esporte justiça juventude mulheres saúde segurança sociedade transportes cronaca diritto istruzione lavoro
    salute scienza sicurezza società territorio cultuur economie gezondheid milieu onderwijs politiek verkeer
    wetenschap wonen культура общество политика спорт экономика наука образование здоровье
    skills equality inclusion children families disability pensions wages industry digitalisation
    trabalho igualdade proteção infância pensões salários comércio indústria igualdad protección infancia salarios
    industria pensiones égalité enfance enfants salaires commerce industrie migrations protection arbeit gleichstellung
    rente löhne sicherheit jugend kinder familie sozialpolitik digitalisierung arbeitsschutz parità protezione infanzia
    salari commercio migrazioni pensioni formazione
    pêche pesca natuur duurzaamheid landbouw visserij scheepvaart fischerei schifffahrt miljö hälsa ekonomi utbildning
    fiske jordbruk kultura gospodarka nauka zdrowie edukacja środowisko polityka społeczeństwo turystyka
    транспорт туризм экология
    emergencies refugees humanitarian nutrition hunger disasters urgences réfugiés humanitaire emergencias refugiados
    humanitaria flüchtlinge nothilfe katastrophen
    investigación migración ensino pesquisa ricerca ambiente onderzoek werk занятость миграция
    التعليم الصحة العمل الثقافة الهجرة
    科研 就业 文旅 労働 環境 研究 雇用 政治 経済 社会 文化 国際 科学 教育 健康 体育 科技 环境
"""


@cache
def _words() -> frozenset[str]:
    return frozenset(fold(word) for word in _SUBJECTS.split())


def is_subject(text: str) -> bool:
    """Say whether a short text names a subject: “Transport”, “Human rights”, “Energie und Umwelt”."""
    words = fold(text.replace("&", " ").replace(",", " ").replace("/", " ")).split()
    return 0 < len(words) <= 5 and not _words().isdisjoint(words)
