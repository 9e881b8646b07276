"""Languages between Adriatic, Baltic and Black Sea, and that of Iceland."""

from typing import Final

from feedpub.dates.languages.types import Language

EASTERN: Final = (
    Language(
        tag="bg",
        months="януари яну|февруари фев|март мар|април апр|май|юни|юли|август авг|септември сеп|октомври окт"
        "|ноември ное|декември дек",
        weekdays="понеделник|вторник|сряда|четвъртък|петък|събота|неделя",
        at="в",
        since="от",
        to="до",
        both="и",
        year="г год година",
        hour="ч часа",
        posted="публикувано публикувана публикуван дата",
    ),
    Language(
        tag="sr",
        months="januar januara јануар јануара|februar februara фебруар фебруара|mart marta март марта"
        "|april aprila април априла|maj maja мај маја|jun juna јун јуна|jul jula јул јула|avgust avgusta август августа"
        "|septembar septembra септембар септембра|oktobar oktobra октобар октобра|novembar novembra новембар новембра"
        "|decembar decembra децембар децембра",
        weekdays="ponedeljak понедељак|utorak уторак|sreda среда|četvrtak четвртак|petak петак|subota субота"
        "|nedelja недеља",
        since="od од",
        to="do до",
        both="i и",
        posted="objavljeno објављено datum датум",
    ),
    Language(
        # October has the name that November has in Polish and Czech: it is meant where the page proves to be Croatian.
        tag="hr",
        months="siječnja siječanj|veljače veljača|ožujka ožujak|travnja travanj|svibnja svibanj|lipnja lipanj"
        "|srpnja srpanj|kolovoza kolovoz|rujna rujan|oktobra oktobar listopada listopad"
        "|studenoga studenog studeni|prosinca prosinac",
        weekdays="ponedjeljak pon|utorak uto|srijeda sri|četvrtak čet|petak|subota sub|nedjelja ned",
        since="od",
        to="do",
        posted="objavljeno",
    ),
    Language(
        tag="mk",
        months="јануари јан|февруари фев|март мар|април апр|мај|јуни јун|јули јул|август авг|септември сеп|октомври окт"
        "|ноември ное|декември дек",
        weekdays="понеделник|вторник|среда|четврток|петок|сабота|недела",
        since="од",
        to="до",
        posted="објавено",
    ),
    Language(
        tag="sq",
        months="janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor",
        weekdays="e_hënë|e_martë|e_mërkurë|e_enjte|e_premte|e_shtunë|e_diel",
    ),
    Language(
        tag="sl",
        months="januar januarja|februar februarja|marec marca|april aprila|maj maja|junij junija|julij julija"
        "|avgust avgusta|september septembra|oktober oktobra|november novembra|december decembra",
        weekdays="ponedeljek|torek|sreda|četrtek|petek|sobota|nedelja",
        since="od",
        to="do",
        posted="objavljeno",
    ),
    Language(
        tag="sk",
        months="január januára|február februára|marec marca|apríl apríla|máj mája|jún júna|júl júla|august augusta"
        "|september septembra|október októbra|november novembra|december decembra",
        weekdays="pondelok|utorok|streda|štvrtok|piatok|sobota|nedeľa",
        since="od",
        to="do",
        posted="publikované zverejnené pridané",
    ),
    Language(
        tag="lt",
        months="sausio sausis|vasario vasaris|kovo kovas|balandžio balandis|gegužės gegužė|birželio birželis"
        "|liepos liepa|rugpjūčio rugpjūtis|rugsėjo rugsėjis|spalio spalis|lapkričio lapkritis|gruodžio gruodis",
        weekdays="pirmadienis|antradienis|trečiadienis|ketvirtadienis|penktadienis|šeštadienis|sekmadienis",
        year="m",
    ),
    Language(
        tag="lv",
        months="janvāris janvārī janvāra|februāris februārī februāra|marts martā marta|aprīlis aprīlī aprīļa"
        "|maijs maijā maija|jūnijs jūnijā jūnija|jūlijs jūlijā jūlija|augusts augustā augusta"
        "|septembris septembrī septembra|oktobris oktobrī oktobra|novembris novembrī novembra"
        "|decembris decembrī decembra",
        weekdays="pirmdiena|otrdiena|trešdiena|ceturtdiena|piektdiena|sestdiena|svētdiena",
        year="gada gads",
    ),
    Language(
        tag="et",
        months="jaanuar jaan|veebruar veebr|märts|aprill apr|mai|juuni|juuli|august aug|september sept|oktoober okt"
        "|november nov|detsember dets",
        weekdays="esmaspäev|teisipäev|kolmapäev|neljapäev|reede|laupäev|pühapäev",
        posted="avaldatud",
    ),
    Language(
        tag="is",
        months="janúar jan|febrúar feb|mars|apríl|maí|júní|júlí|ágúst|september sept|október okt|nóvember nóv"
        "|desember des",
        weekdays="mánudagur|þriðjudagur|miðvikudagur|fimmtudagur|föstudagur|laugardagur|sunnudagur",
    ),
)
