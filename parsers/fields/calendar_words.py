"""The names of months and weekdays, in lower case, in the languages in which mail programs and people write dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

# One row a month: full and short names, their cases and genitives where a language declines them.
_MONTHS = (
    "january jan januar januari janvier janv enero ene gennaio gen janeiro janvāris sausio sausis stycznia"
    " styczeń sty leden ledna január januára ianuarie ian siječanj siječnja sij januara яну януари январь января"
    " янв січня січень січ јануар јан ιανουάριος ιανουαρίου ιαν ocak oca tammikuu tammikuuta tammik jaanuar jaan"
    " gener يناير ינואר בינואר ژانویهٔ ژانویه มกราคม ม.ค janúar",
    "february feb februar februari février fevrier févr fév febrero febbraio fevereiro fev februāris vasario"
    " lutego luty lut únor února február februára februarie veljača veljače velj фев февруари февраль февраля"
    " февр лютого лютий лют фебруар феб φεβρουάριος φεβρουαρίου φεβ şubat şub helmikuu helmikuuta helmik veebruar"
    " veebr febrer febr فبراير פברואר בפברואר กุมภาพันธ์ ก.พ febrúar",
    "march mar märz mrz maerz mars marzo março marco mart martie maart mrt marts kovo kovas marca marzec březen"
    " března marec március márc ožujak ožujka ožu marta мар март марта березня березень бер μάρτιος μαρτίου μαρ"
    " maaliskuu maaliskuuta maalisk märts مارس מרץ במרץ มีนาคม มี.ค maret",
    "april apr avril avr abril abr aprile aprilie aprīlis balandžio kwietnia kwiecień kwi duben dubna apríl"
    " apríla április ápr travanj travnja tra aprila апр април апрель апреля квітня квітень квіт απρίλιος απριλίου"
    " απρ nisan nis huhtikuu huhtikuuta huhtik aprill أبريل אפריל באפריל เมษายน เม.ย",
    "may mai mayo maggio mag maio mei maj maijs gegužės maja květen května máj mája május svibanj svibnja svi мај"
    " май мая травня травень трав μάιος μαΐου μαϊ mayıs toukokuu toukokuuta toukok maig مايو מאי במאי พฤษภาคม พ.ค"
    " maí",
    "june jun juni juin junio giugno giu junho iunie iun jūnijs birželio czerwca czerwiec cze červen června jún"
    " júna június lipanj lipnja lip juna јун юни июнь июня июн червня червень черв ιούνιος ιουνίου ιουν haziran"
    " haz kesäkuu kesäkuuta kesäk juuni juny يونيو יוני ביוני มิถุนายน มิ.ย júní",
    "july jul juli juillet juil julio luglio lug julho iulie iul jūlijs liepos lipca lipiec červenec července júl"
    " júla július srpanj srpnja srp jula јул юли июль июля июл липня липень лип ιούλιος ιουλίου ιουλ temmuz tem"
    " heinäkuu heinäkuuta heinäk juuli juliol يوليو יולי ביולי กรกฎาคม ก.ค júlí",
    "august aug août aout agosto ago augustus augusti augusts rugpjūčio sierpnia sierpień sie srpen srpna augusta"
    " augusztus kolovoz kolovoza kol avgust avg август августа авг серпня серпень серп αύγουστος αυγούστου αυγ"
    " ağustos ağu elokuu elokuuta elok agost أغسطس אוגוסט באוגוסט สิงหาคม ส.ค ágúst agustus",
    "september sept sep septembre septiembre settembre set setembro septembrie septembris rugsėjo września"
    " wrzesień wrz září szeptember szept rujan rujna ruj septembar септември сентябрь сентября сент сен вересня"
    " вересень вер септембар σεπτέμβριος σεπτεμβρίου σεπ eylül eyl syyskuu syyskuuta syysk setembre سبتمبر ספטמבר"
    " בספטמבר กันยายน ก.ย",
    "october oct oktober okt octobre octubre ottobre ott outubro out octombrie oktobris spalio października"
    " październik paź říjen října október októbra listopada lis oktobar октомври октябрь октября окт жовтня"
    " жовтень жовт октобар οκτώβριος οκτωβρίου οκτ ekim eki lokakuu lokakuuta lokak oktoober أكتوبر אוקטובר"
    " באוקטובר ตุลาคม ต.ค",
    "november nov novembre noviembre novembro noiembrie noi novembris lapkričio listopada listopad lis novembra"
    " studeni studenoga stu novembar ноември ноябрь ноября нояб ноя листопада листопад лист новембар нов"
    " νοέμβριος νοεμβρίου νοε kasım kas marraskuu marraskuuta marrask نوفمبر נובמבר בנובמבר بנובמבר พฤศจิกายน พ.ย"
    " nóvember nóv",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro decembrie decembris gruodžio"
    " grudnia grudzień gru prosinec prosince decembra prosinac prosinca pro decembar des desember декември"
    " декабрь декабря дек грудня грудень груд децембар δεκέμβριος δεκεμβρίου δεκ aralık ara joulukuu joulukuuta"
    " jouluk detsember desembre ديسمبر דצמבר בדצמבר ธันวาคม ธ.ค",
)
# "lis" is October in Croatian and November in Polish, "listopad" the same: the Polish one is met more often.
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

_WEEKDAYS = (
    "monday mon montag mo lundi lun lunes lunedì lunedi segunda segunda-feira seg maandag mandag mandags måndag",
    "tuesday tue tues dienstag di mardi mar martes martedì martedi terça terça-feira ter dinsdag tirsdag tisdag",
    "wednesday wed mittwoch mi mercredi mer miércoles miercoles mercoledì mercoledi quarta quarta-feira qua woensdag"
    " onsdag",
    "thursday thu thur thurs donnerstag do jeudi jeu jueves giovedì giovedi quinta quinta-feira qui donderdag torsdag",
    "friday fri freitag fr vendredi ven viernes venerdì venerdi sexta sexta-feira sex vrijdag fredag",
    "saturday sat samstag sonnabend sa samedi sam sábado sabado sabato sáb zaterdag lørdag lördag",
    "sunday sun sonntag so dimanche dim domingo domenica dom zondag søndag söndag",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}

# Those long enough to be no other word in running text.
LONG_WEEKDAYS = {name: number for name, number in WEEKDAYS.items() if len(name) > 3 and name != "sexta"}


def alternatives(names: Iterable[str]) -> str:
    """Return names as the inside of a regular expression, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
