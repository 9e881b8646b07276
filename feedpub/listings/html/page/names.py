"""What class, id, rel and itemprop say of an element: one word list for each question."""

import re
from typing import Final


def _words(*groups: str) -> re.Pattern[str]:
    """Compile words that count where they are a whole part of a name: `nav` in `top-nav`, not in `navy`."""
    return re.compile(rf"(?:^|[ _-])(?:{'|'.join(groups)})(?:$|[ _-])")


ASIDE: Final = _words(
    r"nav|menu|navbar|navigation|footer|foot|sidebar|side|aside|widget|breadcrumbs?|pag(?:er|ination)|tags?|tagcloud",
    r"cloud|comments?|related|share|social|popular|archives?|blogroll|links?|lang|languages?|banner|ad|ads|topbar|login",
    r"most-?(?:read|viewed|popular)|trending|recommended|search|copyright|partners?|sponsors?|carousel|slider|ticker|header|masthead|megamenu|dropdown|submenu",
)
MAIN: Final = _words(
    r"main|content|primary|articles?|posts?|news|list|listing|results?|feed|entries|archive|stream|hfeed|h-feed|blog"
)
COMMENTS: Final = re.compile(
    r"(?:^| )(?:comments?|comments?[-_]*(?:list|item|thread|entry|body|content|text|area|wrap(?:per)?|section|block)s?"
    r"|kommentar(?:e|er)?|commentaires?|comentarios?|comentários|commenti|reacties)(?: |$)"
)
"""What readers say of a page, and the list of it."""
STORY: Final = _words(r"h-?entry|posts?|entry|article|story|news|item|teaser|card|result|views-row|release|blogpost")
ENTRY: Final = re.compile(r"(?:^| )(?:h-?entry|(?:blog-?)?post|entry|article|story|status)(?: |$)")
"""What calls an element an entry, whichever kind of entry."""
PERMANENT: Final = re.compile(r"(?<!u-)bookmark|permalink|u-url|more|title|headline")
SIDE_LINK: Final = _words(
    r"tags?|categor\w*|author\w*|byline|comment\w*|share\w*|social|reply|nofollow|p-category|topics?|replies|edit"
)
ANSWERED: Final = re.compile(r"in-reply-to|u-(?:bookmark|like|repost|listen|watch|read)-of")
"""What a note is about: it stands on another site."""
BRACKETED: Final = re.compile(r"(?:\[[^]]{1,24}\]|【[^】]{1,24}】|［[^］]{1,24}］)\s*")
"""A label in brackets, as it stands before titles."""
TOPIC: Final = _words(
    r"categor\w*|kateg\w*|c?kat|cats?|topics?|tags?|kicker|rubri\w*|eyebrow|articlesection|p-category|badge|taxonomy|(?<!field-)type(?!-)|genre|thema"
)
TOPIC_LINK: Final = re.compile(
    r"(?:^|/)(?:categor\w*|kateg\w*|topics?|tags?|rubri\w*|labels?|themen?|temas?|taxonomy/term)(?:/|$)"
    r"|[?&](?:cat|category|new_topic|topic|tag)=|(?:view=category|filter=typeid)&",
    re.IGNORECASE,
)
"""Where the links of topics lead, as far as addresses say it."""
CATEGORY: Final = _words(r"categor\w*|kateg\w*|articlesection|p-category")
CATEGORY_LINK: Final = re.compile(r"(?:^|/)(?:categor\w*|kateg\w*)/|[?&]cat(?:egory)?=|view=category&", re.IGNORECASE)
"""Topics of which an entry has one or two, and not as many as tags."""
BY: Final = re.compile(
    r"^(?:(?:posted|written|published|story)\s+)?"
    r"(?:by|von|par|por|di|от|door|af|av|vložila?|kirjoittanut|skrevet av|napisał\w*|author|autor|auteur|verfasser)\b"
    r"\S{0,2}\s+",
    re.IGNORECASE,
)
"""What stands before the name of who wrote something."""
AUTHOR: Final = _words(r"author|byline|by-author|p-author|writer|fn|creator|username")
AUTHOR_LINK: Final = re.compile(
    r"(?:^|/)(?:(?:authors?|autor(?:es|en)?|auteurs?|users?|profiles?)/|space-uid-\d)"
    r"|[?&](?:author=|mod=space&(?:uid|username)=[^&]*$)",
    re.IGNORECASE,
)
"""Where the links of authors lead."""
PLACE: Final = _words(r"venue|location|locality|place|address|addressfield|adr|p-location|ort|lieu|lugar|luogo|local")
TITLE: Final = re.compile(r"title|headline|heading|p-name|subject|titulo|titre|titel|(?:^|[ _-])name(?:$|[ _-])")
TITLE_LABEL: Final = re.compile(
    r"(?:title|subject|headline|titel|betreff|titre|objet|título|asunto|titolo|oggetto|tytuł|otsikko|название|тема|"
    r"标题|標題|主旨|件名|タイトル|제목)\s?[:：]",
    re.IGNORECASE,
)
"""What stands before a title where every field has its label."""
NAMED: Final = re.compile(r"(?:^| )(?:p-name|entry-title|headline)(?: |$)")
P_NAME: Final = re.compile(r"(?:^| )p-name(?: |$)")
META: Final = re.compile(
    r"author|byline|categor|(?:^|[ _-])tags?(?:$|[ _-])|date|time|comment|more|share|social|meta|label|count|views|"
    r"breadcrumb|button|btn|badge|caption|fn(?:$|[ _-])"
)
DATE: Final = re.compile(r"date|time|publish|posted|fecha|datum|data(?:$|[ _-])|day|meta|when|calendar")
DUE: Final = re.compile(
    r"\b(?:deadlines?|clos(?:es|ing)|close (?:on|at)|expir\w+|due(?! to\b)"
    r"|(?:apply|submit|applications?) (?:by|before|until)|(?:open|valid) (?:until|till?)"
    r"|last (?:date|day)(?=\W*$|(?:\W+(?:and )?time)? (?:to|for|of (?:submi|rece|appl|regist|entr|bid|paym)\w+)\b)"
    r"|(?:bewerbungs|einsende|abgabe|anmelde|melde)\w+|läuft ab|gültig bis"
    r"|date (?:limite|de clôture)|clôture|expire|fecha (?:límite|de cierre)|vence|cierre|plazo|prazo"
    r"|scadenza|termin składania|sluitingsdatum|sluit op|sista ansökningsdag|søknadsfrist|ansøgningsfrist|hakuaika"
    r"|срок|до|ends|ending|(?:expected|scheduled|planned) (?:end|completion)|end (?:date|time)|endet"
    r"|(?:auktions|gebots|angebots|verkaufs)ende|se termine|fin prévue|(?:date|heure) de fin|finaliza|termina"
    r"|(?:conclusión|fin|finalización|terminación) prevista|fecha de (?:fin|finalización|conclusión|término)|término"
    r"|encerra(?:mento)?|fine prevista|si conclude|eindigt|slutter|slutar|päättyy|kończy się|koniec|окончание"
    r"|завершение|заканчивается)\b|마감|종료|締切|締め切り|終了|截止|结束",
    re.IGNORECASE,
)
"""Words before the last day of something, which is not the day on which it was published."""
UNTIL: Final = re.compile(
    r"(?:\b(?:until|till?|by|before|bis(?: zum)?|spätestens(?: am)?|jusqu.au|avant le|d.ici au|hasta(?: el)?"
    r"|antes del?|até(?: o)?|fino al?|entro(?: il)?|uiterlijk|tot(?: en met)?|t/m|do|senest|viimeistään|до))[\s:]*$",
    re.IGNORECASE,
)
"""The word right before a last day."""
DUE_NAME: Final = re.compile(r"deadline|clos(?:ing|e)[_-]?(?:date|at|on)|expir|due[_-]?date|end[_-]?date")
"""What elements of last days are called."""
EDITED: Final = re.compile(r"modif|updated(?!.*publish)|edited|expire|deadline")
CHANGED: Final = re.compile(
    r"\b(?:(?:last |zuletzt )?(?:updated?|modified|changed|edited)|stand|aktualisiert|geändert|mis à jour|modifié"
    r"|actualizad[oa]|modificad[oa]|atualizad[oa]|aggiornat[oa]|modificat[oa]|bijgewerkt|gewijzigd|oppdatert|opdateret"
    r"|uppdaterad|päivitetty|zaktualizowan[oy]|обновлено|изменено)\b|更新",
    re.IGNORECASE,
)
"""Words before the day on which a page was changed, which is that of none of its entries."""
EFFECTIVE: Final = re.compile(
    r"\b(?:effective|in force|(?:comes?|coming|entry|enters?) into (?:force|effect)|valid from|inkrafttreten|gültig ab"
    r"|en vigueur|entrada en vigor|entrata in vigore)\b",
    re.IGNORECASE,
)
"""Words before the day from which on something holds that was published before."""
PUBLISHED: Final = re.compile(
    r"\b(?:(?:first )?(?:published|posted|issued|released|created|added)|veröffentlicht|erstellt|publiée?|créée?"
    r"|publicad[oa]|pubblicat[oa]|gepubliceerd|publicerad|publisert|julkaistu|opublikowan[oy]|опубликовано)\b"
    r"|发布|發布|公開|掲載",
    re.IGNORECASE,
)
"""Words before the day on which something was published."""
BOUND: Final = re.compile(
    r"(?:\b(?:as (?:of|at|on)|since|until|till?|up to|before|after|from|starting|by|effective|valid|born|died|seit|ab"
    r"|bis|vor|nach|per|zum|depuis|(?:à|a) partir (?:du|de)|jusqu.au|avant le|après le|au|desde(?: el)?|hasta(?: el)?"
    r"|antes del?|al|até(?: o)?|dal|fino al|entro il|vanaf|sinds|tot|t/m|fra|från|til|od|do|с|до|по)\b"
    r"|©|copyright)\W*$|截至\W*$",
    re.IGNORECASE,
)
"""The word right before a day that bounds something, and on which nothing below it needs to be published."""
AS_OF: Final = re.compile(
    r"\b(?:stichtag|gültig|in kraft|en vigueur|situation au|vigente|in force|copyright|today|heute|aujourd.hui|hoy|hoje"
    r"|oggi|vandaag|сегодня)\b|©|現在|以降|から|より|まで|今日|今天|기준|부터|까지|현재|오늘",
    re.IGNORECASE,
)
"""Words in a heading that make its day one of a look at what stands below, or one that bounds it."""
LATEST: Final = re.compile(
    r"\b(?:(?:last|latest)[ _-]?(?:(?:post|message)(?!s(?:\b|_))|repl(?:y|ies)|answer|comment|activity)"
    r"|letzter? (?:beitrag|antwort)"
    r"|derni(?:er|ère) (?:message|réponse)|último mensaje|última (?:mensagem|resposta|respuesta)|ultimo messaggio"
    r"|ultima risposta|laatste (?:bericht(?!en)|reactie)|ostatni post|senaste inlägget"
    r"|siste innlegg|последнее сообщение)"
    r"|最后回复|最後發表",
    re.IGNORECASE,
)
"""What calls a day that of the last answer to something, which is not the day on which it was said."""
FURTHER: Final = re.compile(
    r"^[\W\d_]*(?:read|continue|more|view|see|learn|details?|download|click|share|tweet|permalink|link|comments?|reply|"
    r"leave a|weiter(?:lesen)?|mehr|lire|leer|leggi|lees|ver más|continua|leia mais|saiba mais|ler mais|läs mer|les mer"
    r"|læs mere|lue lisää|czytaj (?:więcej|dalej)|więcej|číst (?:dál|více)|tovább|devamı|читать|подробнее|далее"
    r"|докладніше|περισσότερα|διαβάστε|続きを?(?:読む|見る)?|詳しく(?:は|見る|はこちら)?|もっと(?:見る|読む)"
    r"|[閱阅][讀读](?:更多|全文|原文)?|查看(?:更多|全文|[详詳]情)?|了解(?:更多|[详詳]情)|更多|[详詳][细細情]|全文|더\s?보기|자세히)\b",
    re.IGNORECASE,
)
"""Words of a link that leads on, and says nothing of where to."""
HERE: Final = re.compile(
    r"(?:.{0,24}(?:こちら|ここ|[点點][击擊](?:这里|此处|這裡)|[请請][点點][击擊])(?:から|へ|を?ご覧ください)?"
    r"|(?:click )?here|hier(?: klicken)?|(?:cliquez )?ici|(?:haga clic )?aquí|(?:clique )?aqui|qui|(?:klik )?hier|her"
    r"|här|tutaj|zde)\W*",
    re.IGNORECASE,
)
"""Words of a link that only say that it is one, in a sentence that says of what."""
BESIDE: Final = re.compile(
    r"(?:the )?(?:(?:most|top) (?:\d+ )?(?:read|viewed|popular|shared|commented|stories)|popular|trending|related"
    r"|similar|recommended|you (?:may|might)|see also|read (?:next|also)|further reading|lesen sie auch|mehr zum thema"
    r"|leggi anche|lees ook|läs också|les også|læs også|czytaj (?:także|też)"
    r"|don.t miss|editor.s (?:picks?|choice)|(?:\w+ )?events?|what.s on"
    r"|calendar|am meisten|meistgelesen|beliebt|ähnliche|verwandte|das könnte|auch interessant|termine|veranstaltungen"
    r"|eventi|les plus (?:lus|vus)|à lire aussi|sur le même|agenda|événements|lo más|más (?:le[ií]d|vist|popular)"
    r"|relacionad|eventos|mais lid|veja também|i più letti|più letti|potrebbe|correlati|meest gelezen|gerelateerd"
    r"|populair|najczęściej|популярн|самое|читайте также|похожие|события|мероприятия|人气|热门|相关|推荐"
    r"|(?:近期)?活动(?:预告)?|人気|関連|おすすめ|ランキング|イベント|الفعاليات|الأكثر (?:قراءة|مشاهدة))"
    r"(?:$|\W.{0,24}|\w{1,4}(?:\W.{0,24})?)",
    re.IGNORECASE,
)
"""What heads a list beside the one of a page."""
LISTED: Final = re.compile(
    r"(?!(?:more|further|other|related) )(?:\w+ ){0,2}"
    r"(?:news(?:room)?|(?:press|media|news) releases?|announcements?|notices?|updates|blog|articles|posts"
    r"|stories|headlines|bulletins?|statements|publications|minutes|opinions|decisions|resolutions|vacancies|aktuelles"
    r"|neuigkeiten|nachrichten|meldungen|pressemitteilungen|mitteilungen|bekanntmachungen|actualités?|communiqués"
    r"|noticias|novedades|comunicados|avisos|notizie|comunicati|avvisi|notícias|nieuws(?:berichten)?|nyheter|nyheder"
    r"|uutiset|aktualności|komunikaty|novinky|aktuality|новости|объявления|сообщения)(?: \w+){0,3}"
    r"|\w{0,6}(?:新闻|新聞|公告|通知|动态|資訊|资讯|お知らせ|新着情報|ニュース|뉴스|공지사항)\w{0,4}",
    re.IGNORECASE,
)
"""What heads a list of entries: the word for what they are."""
NEWS: Final = _words(
    r"news|nieuws|nyhete?r|nyheder|uutiset|aktuelles|aktuality|aktualnosci|neuigkeiten|actus?|actualites?|noticias?|notizie"
    r"|novinky|novosti"
)
"""What elements that hold a list of entries are called after."""
HOME: Final = re.compile(
    r"home(?: ?page)?|start(?:seite|page|sida)?|accueil|inicio|início|principal|hjem|hem|etusivu|strona główna|úvod"
    r"|domů|kezdőlap|acasă|αρχική|ana ?sayfa|главная|головна|beranda|trang chủ|首页|首頁|ホーム|トップ|홈",
    re.IGNORECASE,
)
"""What leads to the top of a site."""
BACK: Final = re.compile(
    r"\W*(?:(?:back|return) to (?:the )?(?:top|issue|volume|list|index|(?:table of )?contents?|overview|archives?|menu)"
    r"|zurück (?:zu[rm]? )?(?:ausgabe|liste|übersicht|inhalt)|nach oben"
    r"|retour (?:en haut|(?:au|à la|à l.) ?(?:sommaire|liste|index|num[ée]ro|menu|accueil|archives?))"
    r"|volver (?:arriba|(?:al?) (?:la )?(?:[íi]ndice|lista|inicio|n[úu]mero|men[úu]|archivo))"
    r"|torna (?:su|(?:al?|all.|alla) ?(?:indice|lista|sommario|inizio|numero|menu|archivio))"
    r"|terug naar (?:(?:de|het) )?(?:boven|overzicht|lijst|inhoud|index|nummer|menu|archief)"
    r"|tillbaka till (?:toppen|listan|innehåll(?:et)?|index|num(?:ret|mer)|arkivet|översikten|startsidan)"
    r")\W*(?:(?:no|nr)?\W*\d[\d/.–-]*\W*)?",
    re.IGNORECASE,
)
"""Words of a link that leads back to what holds an entry."""
EDIT_LINK: Final = re.compile(r"(?<=\S)\s*\[[^\[\]\d]{1,30}\]$")
"""A link that may stand behind a heading: “[edit]”."""
NEW: Final = re.compile(r"(?:new|neu|nouveau|nuevo|novo|nuovo|nieuw|nowe|nytt|новое|新着|新)\W*", re.IGNORECASE)
"""A badge: how long a site shows it is no news."""
DELETED: Final = re.compile(
    r"\W*(?:(?:this |the )?(?:post|topic|thread|article|message|entry) (?:has been|was|is) (?:deleted|removed)"
    r"|(?:deleted|removed)(?: by .{1,20})?|(?:dieser |der )?(?:beitrag|artikel|thread) (?:wurde )?(?:gelöscht|entfernt)"
    r"|(?:ce |le )?(?:message|sujet|article) (?:a été )?(?:supprimé|retiré)"
    r"|(?:este |el )?(?:mensaje|tema|artículo) (?:ha sido |fue )?(?:eliminado|borrado)"
    r"|(?:(?:сообщение|тема|запись) )?удален[оа]|削除(?:され(?:た記事|ました)|済み)|삭제된 (?:글|게시물)(?:입니다)?"
    r"|(?:本文|本帖|[該该此](?:文章|[主话話]?[帖贴題题]))?已?被?(?:作者|[管板版]\w{1,2})?(?:删除|刪除))\W*(?:[\[(<（].{0,30})?",
    re.IGNORECASE,
)
"""What stands in the place of a title whose entry is no more."""
PAGER: Final = re.compile(
    r"^[\W\d_]*(?:(?:back to )?top\b|older|newer|earlier|later"
    r"|next|prev(?:ious)?|all (?:news|posts|articles|entries)|archives?|page \d+"
    r"|ältere|neuere|nächste|vorige|zurück|suivant|précédent|siguiente|anterior|próxim|successiv|precedent|volgende|vorige"
    r"|старые|следующ|предыдущ|раньше|下一页|上一页|下页|次の|前の)",
    re.IGNORECASE,
)
"""Words of a link to a further page of the listing."""
