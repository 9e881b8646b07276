"""Names of countries, and of towns that datelines name most: they tell a place beside a date from a topic."""

import re
from functools import cache
from typing import Final

from feedpub.dates.fold import fold
from feedpub.dates.places import LONGEST_PLACE, is_place_before

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
    |Aden|Addis Ababa|Addis-Abeba|Adis Abeba|Apia|Aqaba|Ashgabat|Asmara|Astana|Athènes|Atenas|Atene|Bandar Seri Begawan
    |Banjul|Basra|Beyrouth|Beirute|Bogota|Brasilien|Brazzaville|Bridgetown|Bruselas|Bruxelas|Brussel|Bucarest|Bucareste
    |Bern|Bissau|Cartagena|Castries|Cebu|Chisinau|Chișinău|Cochabamba|Copenhague|Copenhaga
    |Cotonou|Cracow|Kraków|Cúcuta|Cuzco|Cusco|Dili|Djakarta|Djibouti|Dodoma|Douala|Dushanbe|Edimburgo|El Cairo|Le Caire
    |Il Cairo|Kairo|Estambul|Estrasburgo|Strasburgo|Francoforte|Fráncfort|Gaborone|Garoua|Gaza|Genebra|Ginevra|Genova
    |Georgetown|Goma|Guayaquil|Guatemala City|Hà Nội|Ho Chi Minh City|Hargeisa|Helsinque|Herat|Honiara|Islamabad|Jeddah
    |Jerusalén|Gerusalemme|Kandahar|Katmandou|Katmandu|Koror|La Haya|La Haye|L'Aja|Haia|La Paz|La Havane|La Habana
    |L'Avana|Lahore|Laâyoune|Lisbonne|Lissabon|Londra|Ljubliana|Lubumbashi|Luanda|Lucerne|Luzern|Lugano
    |Luxemburg|Luxemburgo|Lussemburgo|Macao|Macau|Majuro|Malabo|Mandalay|Managua|Marrakech|Marrakesh|Maseru|Mbabane
    |Mexico City|Ciudad de México|Cidade do México|Città del Messico|Mexiko-Stadt|Monaco|Moroni|Mosca|Moscú|Moscovo
    |Moscou|Mosul|Muscat|N'Djamena|Nassau|Nay Pyi Taw|Naypyidaw|Nicosie|Nova York|Nova Iorque|Nueva York|Nueva Delhi
    |Nova Délhi|Nova Deli|Nuova Delhi|Neu-Delhi|Novosibirsk|Nuku'alofa|Odessa|Oruro|Osaka|Palo Alto
    |Panamá|Panama|Panama-Stadt|Parigi|Paramaribo|Pequim|Pekín|Pékin|Pechino|Peking|Peshawar|Pyongyang|Pointe-Noire
    |Podgorica|Port-au-Prince|Port of Spain|Port-of-Spain|Port Moresby|Port Vila|Porto Alegre|Porto-Novo|Praga
    |Pristina|Priština|Punta Arenas|Punta Cana|Quezon City|Ramallah|Reykjavik|Reykjavík|Riad|Rom|Roseau|Sana'a|Sanaa
    |San Pedro Sula|Santa Cruz|Santo Domingo|Saint-Pétersbourg|St. Petersburg|St Petersburg|San Marino|Séoul|Seúl
    |Shenzhen|Siem Reap|Suva|Taipei|Tananarive|Tanger|Tangier|Tarawa|Tegucigalpa|Teheran|Téhéran|Teherán
    |Tel-Aviv|Thimphu|Tiraspol|Tokio|Tóquio|Tumaco|Túnez|Tunisi|Ulaanbaatar|Ulan Bator|Vaduz|Varsovie|Varsovia
    |Varsóvia|Vientiane|Viena|Vilna|Vladivostok|Washington DC|Washington D.C.|Yamoussoukro|Yaounde|Zanzibar
    |Zagreb|Zurigo|Zúrich|Zurique|Belém|Belo Horizonte|Curitiba|Fortaleza|Recife|Manaus|Cuiabá|Goiânia|Coimbra|Braga
    |Viet Nam|Nueva Zelanda|Sudáfrica|África do Sul|Costa de Marfil|Países Bajos|Reino Unido|Estados Unidos|Japón|Japão
    |Rusia|Rússia|Russie|Russland|Russia|China|Chine|Cina|Indien|Inde|Türkei|Turquía|Turquie|Turquia|Turchia|Grecia
    |Grécia|Grèce|Griechenland|Polonia|Polónia|Polônia|Pologne|Polen|Suiza|Suíça|Svizzera|Bélgica|Belgio|Belgien
    |Países Baixos|Paesi Bassi|Niederlande|Pays-Bas|Royaume-Uni|Regno Unito|Vereinigtes Königreich|Etats-Unis|États-Unis
    |Stati Uniti|Sénégal|Algérie|Argelia|Argélia|Mauritanie|Niger|Tchad|Guinée|Guiné-Bissau|Bénin|Moçambique|Angola
    |Egypte|Égypte|Egipto|Egito|Egitto|Ägypten|Ethiopie|Éthiopie|Etiopía|Etiópia|Liban|Líbano|Libano|Libanon|Jordanie
    |Jordania|Jordânia|Giordania|Syrie|Siria|Síria|Irak|Pérou|Colombie|Colômbia|Mexique|Messico|Chili|Cile|Équateur
    |République démocratique du Congo|RD Congo|DRC|Comores|Mayotte|Dominican Republic|República Dominicana|Trinidad
    |Trinidad and Tobago|Saint Lucia|Antigua and Barbuda|Lao PDR|Solomon Islands|Marshall Islands|Papua New Guinea
    |Bosnia and Herzegovina|North Macedonia|Czech Republic|United Kingdom|United States|United Arab Emirates
    |Central African Republic|South Sudan|Equatorial Guinea|West Bank|Gaza Strip|Kuwait|Eswatini
    |Россия|Украина|Беларусь|Казахстан|Китай|Германия|Франция|США|Москва|Санкт-Петербург|Киев|Минск|Астана|Алматы|Сочи
    |Казань|Женева|Париж|Лондон|Берлин|Вена|Брюссель|Нью-Йорк|Вашингтон|Пекин|Токио|Рим
    |北京|上海|广州|香港|日内瓦|纽约|东京|巴黎|東京|大阪|京都|ジュネーブ|ニューヨーク|パリ|ロンドン
    |天津|重庆|重慶|深圳|南京|武汉|杭州|成都|西安|昆明|长沙|沈阳|济南|青岛|大连|厦门|福州|合肥|郑州|哈尔滨|长春|南昌|南宁
    |贵阳|兰州|乌鲁木齐|拉萨|海口|三亚|银川|西宁|太原|石家庄|呼和浩特|澳门|台北|高雄|曼谷|河内|雅加达|马尼拉|新加坡|吉隆坡
    |新德里|孟买|首尔|平壤|悉尼|堪培拉|伦敦|柏林|罗马|维也纳|布鲁塞尔|马德里|莫斯科|华盛顿|洛杉矶|旧金山|多伦多|渥太华
    |内罗毕|开罗|达喀尔|亚的斯亚贝巴|伊斯坦布尔|日内瓦市|海牙|斯德哥尔摩|哥本哈根|奥斯陆|赫尔辛基|雅典|里斯本|墨西哥城
    |札幌|仙台|横浜|名古屋|神戸|広島|福岡|那覇|奈良|金沢|千葉|埼玉|新潟|静岡|岡山|熊本|長崎|鹿児島|沖縄|北海道|川崎
    |ソウル|北京市|上海市|バンコク|ハノイ|ジャカルタ|マニラ|シンガポール|デリー|ニューデリー|ベルリン|ローマ|ウィーン
    |ブリュッセル|マドリード|モスクワ|ワシントン|ロサンゼルス|サンフランシスコ|ナイロビ|カイロ|シドニー|ハーグ|ボン|リマ
    |Алматы|Астана|Минск|Киев|Екатеринбург|Новосибирск|Владивосток|Самара|Уфа|Томск|Омск|Пермь|Воронеж|Калининград
    |Ташкент|Бишкек|Душанбе|Баку|Ереван|Тбилиси|Кишинёв|Рига|Вильнюс|Таллин|Варшава|Прага|Мадрид|Дели|Бангкок
    |الدوحة|أبوظبي|الكويت|صنعاء|طرابلس|الجزائر|نواكشوط|القدس|رام الله|غزة|المنامة|مسقط|بنغازي|الإسكندرية|أنقرة|طهران
    |القاهرة|بيروت|جنيف|نيويورك|عمان|الرياض|دبي|تونس|الرباط|باريس|لندن|بغداد|دمشق|الخرطوم
"""
_HAN: Final = re.compile("[\u4e00-\u9fff々ヶ]{1,6}[市県县省州町村区區郡镇鎮]")
"""Names in Chinese characters that end in what the place is: a town, a district."""
_LONGEST: Final = 6
"""No name has more words."""
_STATE: Final = 2
"""So many letters stand for a state: “New York, NY”."""


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


def names_place(text: str) -> bool:
    """Say whether a text is the name of a widely known country or town, or ends in one behind a comma."""
    if not text.isascii() and _HAN.fullmatch(text) is not None:
        return True
    if len(text) > LONGEST_PLACE:
        return False
    town, comma, last = fold(text.replace("’", "'")).rpartition(",")
    last = last.strip()
    if last not in _names():  # nearly all texts: asked first
        state = comma != "" and len(last.replace(".", "")) == _STATE and text.rstrip().endswith(last.upper())
        if not state or town.strip() not in _names():
            return False
    return is_place_before(text)
