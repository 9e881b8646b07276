"""Names of countries, and of towns that datelines name most: they tell a place beside a date from a topic."""

import re
from functools import cache
from typing import Final

from feedpub.dates.fold import fold

_COUNTRIES: Final = """
    Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh
    |Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Botswana|Brazil|Brunei|Bulgaria|Burundi|Cambodia
    |Cameroon|Canada|Chad|Chile|China|Colombia|Congo|Croatia|Cuba|Cyprus|Denmark|Djibouti|Ecuador|Egypt|England
    |Eritrea|Estonia|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Greenland|Grenada
    |Guinea|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan
    |Jordan|Kazakhstan|Kenya|Kosovo|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Lithuania|Macedonia
    |Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Mongolia|Montenegro
    |Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|Nicaragua|Niger|Nigeria|Norway|Oman|Pakistan|Palestine
    |Papua|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Samoa|Scotland|Senegal|Serbia
    |Seychelles|Singapore|Slovakia|Slovenia|Somalia|Spain|Sudan|Suriname|Swaziland|Sweden|Switzerland|Syria|Taiwan
    |Tajikistan|Tanzania|Thailand|Togo|Tonga|Tunisia|Turkey|Türkiye|Turkmenistan|Uganda|Ukraine|Uruguay|Uzbekistan
    |Vanuatu|Venezuela|Vietnam|Wales|Yemen|Zambia|Zimbabwe|UK|USA|U.K.|U.S.|UAE|Africa|Asia|Europe|Allemagne
    |Autriche|Belgique|Brésil|Cameroun|Espagne|Italie|Maroc|Suisse|Tunisie|Deutschland|Frankreich|Italien
    |Österreich|Schweiz|Spanien|Alemania|Brasil|España|Francia|Italia|México|Perú|Alemanha|Espanha|França
    |Portogallo
    |日本|中国|韩国|韓国|美国|米国|英国|法国|德国|意大利|俄罗斯|印度|巴西|加拿大|澳大利亚|台湾|台灣|ドイツ|フランス|イタリア|スペイン
    |ロシア|インド|タイ|ベトナム|カナダ|メキシコ|ブラジル|オーストラリア|インドネシア|フィリピン|マレーシア|シンガポール|スイス|オランダ
    |ベルギー|スウェーデン|ノルウェー|フィンランド|ポーランド|トルコ|エジプト|ケニア|南アフリカ|アフリカ|アジア|欧州
"""
_TOWNS: Final = """
    Abidjan|Abuja|Accra|Addis|Algiers|Alger|Amman|Amsterdam|Ankara|Antananarivo|Antwerp|Asunción|Athens|Athen
    |Atlanta|Auckland|Baghdad|Bahir|Baku|Bamako|Bangkok|Bangui|Barcelona|Basel|Beijing|Beirut|Belgrade|Berlin|Bern
    |Berne|Bilbao|Birmingham|Bishkek|Bogotá|Bologna|Bonn|Bordeaux|Boston|Brasilia|Brasília|Bratislava|Bremen
    |Brisbane|Bristol|Brussels|Bruxelles|Brüssel|Bucharest|Budapest|Bujumbura|Cairo|Calgary|Canberra|Caracas
    |Cardiff|Casablanca|Chicago|Chennai|Colombo|Conakry|Copenhagen|Córdoba|Dakar|Dallas|Damascus|Delhi|Denver
    |Detroit|Dhaka|Doha|Dresden|Dubai|Dublin|Düsseldorf|Edinburgh|Edmonton|Essen|Florence|Firenze|Frankfurt
    |Freetown|Geneva|Genève|Genf|Ginebra|Glasgow|Gothenburg|Graz|Guadalajara|Guatemala|Hamburg|Hannover|Hanoi
    |Harare|Havana|Helsinki|Houston|Hyderabad|Innsbruck|Islamabad|Istanbul|Jakarta|Jerusalem|Johannesburg|Juba
    |Kabul|Kampala|Karachi|Kathmandu|Kharkiv|Khartoum|Kiev|Kyiv|Kigali|Kingston|Kinshasa|Köln|Cologne|Kyoto|Lagos
    |Lausanne|Leipzig|Libreville|Lille|Lilongwe|Lima|Linz|Lisbon|Lisboa|Ljubljana|Liverpool|Lomé|London|Londres
    |Luanda|Lusaka|Luxembourg|Lviv|Lyon|Madrid|Málaga|Managua|Manchester|Manila|Maputo|Marseille|Medellín
    |Melbourne|Miami|Milan|Milano|Minsk|Mogadishu|Monrovia|Monterrey|Montevideo|Montpellier|Montreal|Montréal
    |Moscow|Moscou|Moskau|Mumbai|Munich|München|Nairobi|Nantes|Naples|Napoli|Niamey|Nice|Nicosia|Nouakchott|Oslo
    |Ottawa|Ouagadougou|Palermo|Paris|Perth|Philadelphia|Phoenix|Porto|Prague|Prag|Praha|Pretoria|Québec|Quito
    |Rabat|Riga|Riyadh|Roma|Rome|Rotterdam|Salzburg|Santiago|Sarajevo|Seattle|Seoul|Sevilla|Shanghai|Sheffield
    |Skopje|Sofia|Stockholm|Strasbourg|Straßburg|Stuttgart|Sydney|Tallinn|Tashkent|Tbilisi|Tehran|Tirana|Tokyo
    |Toronto|Torino|Turin|Toulouse|Tripoli|Tunis|Valencia|Valletta|Vancouver|Venice|Venezia|Vienna|Wien|Vienne
    |Vilnius|Warsaw|Warschau|Warszawa|Washington|Wellington|Windhoek|Yangon|Yaoundé|Yerevan|Zagreb|Zaragoza|Zurich
    |Zürich|The Hague|Den Haag|New York|New Delhi|Hong Kong|Los Angeles|San Francisco|San José|San Juan
    |San Salvador|São Paulo|Buenos Aires|Cape Town|Dar es Salaam|Dar-es-Salaam|Rio de Janeiro|Tel Aviv|Abu Dhabi
    |Kuala Lumpur|Phnom Penh|Panama City|Port Louis|Sri Lanka|South Africa|New Zealand|South Korea|North Korea
    |Costa Rica|El Salvador|Burkina Faso|Cabo Verde|Cape Verde|Sierra Leone|Saudi Arabia|Côte d'Ivoire|Puerto Rico
    |Timor-Leste|Guinea-Bissau|Latin America|Middle East|Online|Virtual
    |Россия|Украина|Беларусь|Казахстан|Китай|Германия|Франция|США|Москва|Санкт-Петербург|Киев|Минск|Астана|Алматы|Сочи
    |Казань|Женева|Париж|Лондон|Берлин|Вена|Брюссель|Нью-Йорк|Вашингтон|Пекин|Токио|Рим
    |北京|上海|广州|香港|日内瓦|纽约|东京|巴黎|東京|大阪|京都|ジュネーブ|ニューヨーク|パリ|ロンドン
    |القاهرة|بيروت|جنيف|نيويورك|عمان|الرياض|دبي|تونس|الرباط|باريس|لندن|بغداد|دمشق|الخرطوم
"""
_HAN: Final = re.compile("[\u4e00-\u9fff々ヶ]{1,6}[市県县省州町村区區郡镇鎮]")
"""Names in Chinese characters that end in what the place is: a town, a district."""
_LONGEST: Final = 6
"""No name has more words."""


@cache
def _names() -> frozenset[str]:
    return frozenset(fold(name.strip()) for name in f"{_COUNTRIES}|{_TOWNS}".split("|"))


def is_known_place(text: str) -> bool:
    """Say whether a name is, or begins or ends with, one of a country or a town that is widely known."""
    if _HAN.fullmatch(text) is not None:
        return True
    words = fold(text.replace("’", "'")).replace("/", " ").replace(",", " ").split()
    known = _names()
    if not 0 < len(words) <= _LONGEST:
        return False
    ends = {words[0], words[-1], " ".join(words[:2]), " ".join(words[-2:]), " ".join(words)}
    return not known.isdisjoint(ends)
