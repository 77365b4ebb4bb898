"""What the headings of CRMs mean, in five languages; spelled without blanks, marks and accents."""

from __future__ import annotations

import re
from unicodedata import normalize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# The first that a file has is taken
FIELDS: dict[str, str] = {
    "record": (
        "recordid recordiddeals donotmodifyopportunity dealid opportunityid oppid opportunitycode"
        " opportunityextid pipedrivesystemid"
        " opportunitynumber potentialid copperid externalid id guid uuid record key"
        " datensatzid dealnummer chancenid iddelenregistrement iddelatransaction idderegistro iddelregistro idnegocio"
        " iddonegocio iddoregistro iddeoportunidad"
    ),
    "name": (
        "dealname opportunityname potentialname opportunitytitle dealtitle opportunity deal topic title name"
        " oppname opportunitydescription projectname subject item"
        " opportunityname nameder opportunityname dealbezeichnung verkaufschance verkaufschancename chance"
        " thema titel"
        " bezeichnung betreff namederverkaufschance projekt"
        " nomdelatransaction nomdelopportunite opportunite affaire nomdelaffaire titre transaction"
        " nombredelnegocio nombredelaoportunidad nombredeoportunidad oportunidad negocio titulo nombre"
        " nomedonegocio nomedaoportunidade oportunidade nome nom"
    ),
    "company": (
        "accountname associatedcompany associatedcompanyprimary associatedcompanies organizationname organisationname"
        " companyname customername potentialcustomer salesaccount linkedorganisation linkedorganization leadname"
        " organization organisation company customer account client partnername customeridname accountidname"
        " primarycompany customercompanyname clientname parentaccount partnerid partneridname clientcode"
        " kundenname kunde firma firmenname unternehmen unternehmensname accountname potenziellerkunde"
        " nomducompte compte entreprise societe nomdelentreprise nomdelasociete"
        " nombredelacuenta cuenta empresa cliente nombredelaempresa organizacion compania"
        " nomedaconta conta nomedaempresa organizacao"
    ),
    "company_id": (
        "accountid accountnameid organizationid companyid customerid associatedcompanyids associatedcompanyid"
        " organisationid clientid leadid accountnr"
    ),
    "owner": (
        "dealowner opportunityowner potentialowner ownername owner recordowner salesowner assignedto assigneduser"
        " assignedusername salesperson salesrep salesagent accountexecutive userresponsible responsible"
        " responsibleperson ownedby owneremail username rep dealownername accountowner agent assignee"
        " assignedbyid ownercode"
        " besitzer inhaber zustandig zustandigermitarbeiter furdendealzustandigermitarbeiter opportunityinhaber"
        " verkaufer vertriebsmitarbeiter bearbeiter verantwortlich verantwortlicher"
        " proprietairedelatransaction proprietairedelopportunite proprietaire responsable commercial vendeur"
        " propietariodelnegocio propietariodeoportunidad propietariodelaoportunidad propietario comercial vendedor"
        " proprietariodonegocio proprietariodaoportunidade proprietario responsavel"
    ),
    "owner_id": "ownerid assigneduserid userid hubspotownerid salesrepid repid",
    "stage": (
        "dealstage stagename stage salesstage opportunitystage pipelinestage currentstage pipelinecurrentstage"
        " stagelabel dealstagename pipelinephase stepname processstage salesprocessstage milestone"
        " stageidname stageid"
        " crmstage phase salesstagecode dealstageid statuslabel forecaststage opportunitystagename"
        " dealphase vertriebsphase verkaufsphase pipelinephase stufe"
        " phasedelatransaction etape phase etapedevente phasedevente etapedelopportunite"
        " etapadelnegocio etapa fasedeventa etapadeventa etapadeventas etapadelaoportunidad"
        " etapadonegocio fase etapadavenda estagio fasedavenda"
    ),
    "status": (
        "status dealstatus opportunitystatus opportunitystate state statustype statecode statecodename statusreason"
        " forecasttype oppstatus outcome closedstatus statuscode"
        " statusgrund zustand dealstatus statut statutdelatransaction estado estatus situacao"
    ),
    "amount": (
        "amount dealvalue dealamount opportunityamount estrevenue estimatedrevenue estimatedvalue opportunityvalue"
        " bidamount value closevalue amountusd valueusd totalamount expectedrevenue plannedrevenue revenue"
        " acv tcv arr"
        " annualcontractvalue totalcontractvalue contractvalue estvalue estimatedrevenuebase amounteur valueeur"
        " maskeddealvalue dealsize price budget valueformatted amountincompanycurrency opportunitysize total"
        " mrr opportunity"
        " betrag wert dealwert auftragswert umsatz erwarteterumsatz voraussichtlumsatz geschatzterumsatz"
        " summe volumen"
        " angebotswert auftragsvolumen"
        " montant valeur chiffredaffaires revenuattendu revenuespere montantestime"
        " importe valor cantidad monto ingresosesperados ingresoestimado importeeur valorestimado"
        " quantia receitaesperada receitaestimada valordonegocio valortotal"
    ),
    "currency": (
        "currency amountcurrency currencyisocode currencyofvalue dealcurrencycode dealcurrency currencycode"
        " currencyname transactioncurrencyid valuecurrency bidcurrency totalamountcurrency opportunitycurrency"
        " opportunityamountcurrency currencyid"
        " wahrung devise monnaie moneda divisa moeda"
    ),
    "closes": (
        "closedate expectedclosedate closingdate estclosedate estimatedclosedate expectedclosingdate expectedclosing"
        " expectedclose forecastclosedate dateclosed dealclosedate opportunityclosedate targetclosedate"
        " tentativeclosedate anticipatedclosedate plannedclosedate datedeadline closeddate expectedcloseddate"
        " enddate closedon"
        " abschlussdatum schlusstermin schliessdatum erwartetesabschlussdatum voraussichtlichesabschlussdatum"
        " voraussichtlabschlussdatum abschluss erwarteterabschluss voraussichtlicherabschluss geplanterabschluss"
        " datedefermeture datedecloture dateclotureprevue datedeclotureprevue datedeclotureattendue cloture"
        " fermetureprevue datedefermetureprevue clotureprevue"
        " fechadecierre fechaprevistadecierre fechadecierreprevista cierreprevisto fechadecierreestimada fechacierre"
        " cierreestimado cierreesperado fechaestimadadecierre"
        " datadefechamento datadefechamentoesperada fechamentoesperado datadeencerramento previsaodefechamento"
        " datafechamento fechamentoprevisto datadefechamentoprevista"
    ),
    "opened": (
        "createdate createddate createdat createdon createdtime created datecreated dealcreated dateentered"
        " creationdate"
        " createdateutc opendate openeddate startdate engagedate addtime datecreatedutc datecreate createddatetime"
        " erstellungsdatum erstelltam erstelldatum erstellt angelegtam dealerstellt anlagedatum"
        " datedecreation creele cree dateouverture datecreation"
        " fechadecreacion creadoel creado fechacreacion fechadealta"
        " datadecriacao criadoem datacriacao"
    ),
    "next_step": (
        "nextstep nextsteps nextaction nextactivity nextactivitysummary nextsteptext"
        " nachsterschritt nachsteschritte prochaineetape etapesuivante prochaineaction siguientepaso proximopaso"
        " proximaetapa proximospassos proximosiguientepaso proximoscompromisos"
    ),
    "url": "url link dealurl recordurl opportunityurl dealink weblink permalink dealurllink",
    "contact_id": "contactid primarycontactid associatedcontactids contactnameid associatedcontactid personid",
    "first": "firstname vorname prenom primernombre primeironome givenname",
    "last": "lastname nachname nomdefamille apellido apellidos sobrenome surname familyname",
    "email": (
        "email emailaddress contactemail personemail personemailwork emailfrom primaryemail workemail email1"
        " emailadresse mail adressemail correo correoelectronico correoelectronico1"
    ),
    "title": "jobtitle contacttitle position role funktion poste cargo persontitle contactjobtitle fonction title",
    "domain": "companydomainname domainname domain website companywebsite accountwebsite websiteurl webseite siteweb",
    "deleted": "isdeleted deleted geloscht archived supprime eliminado excluido",
    "is_closed": "isclosed isdealclosed closed",
    "is_won": "iswon isclosedwon isdealwon won",
    "is_lost": "islost isclosedlost isdeallost",
    "active": "active aktiv actif activo ativo",
}  # fmt: skip
PEOPLE = (
    "contactname primarycontact primarycontactname associatedcontact associatedcontacts contactperson contacts"
    " relatedcontacts associatedpeople contact personname person keycontact maincontact decisionmaker economicbuyer"
    " budgetowner champion technicalchampion technicalbuyer technicalevaluator sponsor executivesponsor people"
    " decisionmakers buyer buyingcommittee keystakeholder procurementcontact linkedcontact"
    " ansprechpartner kontakt kontaktperson kontaktname entscheider hauptkontakt"
    " contactprincipal personneacontacter interlocuteur nomducontact decideur"
    " personadecontacto contacto contactoprincipal nombredelcontacto"
    " pessoadecontato contato contatoprincipal nomedocontato"
)
_PLACES = {
    field: {word: place for place, word in reversed([*enumerate(words.split())])} for field, words in FIELDS.items()
}
_IS_PERSON = frozenset(PEOPLE.split())
OF_TASKS = (
    "tasksubject taskname duedate activitytype activitysubject tasktype taskstatus activityduedate reminderdate"
    " completeddate callduration callresult activity duetime meetingtype falligam falligkeit"
)
OF_USERS = "profileid isactive userroleid username rolename useremail manager regionaloffice aliasname usertype"
OF_ACCOUNTS = (
    "website industry domain numberofemployees annualrevenue billingcity companydomainname employees sector"
    " billingcountry accounttype yearestablished officelocation subsidiaryof webseite branche"
)
SYSTEMS = {
    "Salesforce": "stagename isclosed iswon forecastcategoryname opportunityowner opportunityname"
    " fiscalperiod ownername"
    " accountname nextstep closedate opportunityinhaber schlusstermin accountid isdeleted",
    "HubSpot": "recordid dealname dealstage closedate dealowner createdate pipeline associatedcompany"
    " associatedcontact dealtype hubspotowner datensatzid dealphase hsobjectid amountincompanycurrency",
    "Pipedrive": "dealtitle dealvalue dealstage dealstatus dealowner dealorganization dealcontactperson"
    " organizationname personname expectedclosedate wontime losttime lostreason currencyofvalue dealcreated"
    " dealexpectedclosedate dealid",
    "Zoho": "recordid potentialname potentialowner closingdate createdtime modifiedtime dealowner accountname"
    " contactname forecasttype accountnameid leadsource",
    "Dynamics": "donotmodifyopportunity donotmodifyrowchecksum donotmodifymodifiedon topic potentialcustomer"
    " estclosedate estrevenue statusreason pipelinephase createdon estimatedclosedate statecode opportunityid",
    "Odoo": "externalid expectedrevenue plannedrevenue expectedclosing salesperson partnername datedeadline emailfrom"
    " nextactivitysummary salesteam probability stageidname",
    "SuiteCRM": "salesstage dateclosed dateentered assigneduserid assignedusername datemodified amountusdollar"
    " modifieduserid currencyid accountname campaignid",
    "Freshsales": "salesaccount salesowner dealname dealvalue expectedclosedate dealstage relatedcontacts"
    " forecastcategory",
    "Attio": "recordid dealname dealstage dealvalue associatedpeople associatedcompany parentrecord dealowner"
    " listentries",
    "Close": "statuslabel statustype leadname valueformatted valuecurrency datewon confidence leadid",
    "EspoCRM": "amountcurrency assigneduser closedate createdat lastname accountname amountconverted teams",
    "Copper": "copperid primarycontact ownedby closedate losingreason monetaryvalue",
    "Insightly": "bidamount bidcurrency bidtype opportunitystate forecastclosedate actualclosedate userresponsible"
    " opportunityvalue linkedorganisation",
}
ENOUGH = 4


def spelled(header: str) -> str:
    """A heading as it is looked up: `Économic_Buyer__c` is economicbuyer."""
    plain = normalize("NFKD", header.casefold().removesuffix("__c").removesuffix("__r.name"))
    return re.sub(r"[^a-z0-9]", "", plain.replace("ß", "ss"))


def spellings(header: str) -> tuple[str, ...]:
    """The ways in which a heading may be known: whole, without what stands in brackets, without the object's name."""
    whole = spelled(header)
    bare = spelled(re.sub(r"\(.*?\)|\[.*?\]", "", header))
    of_it = re.search(r"^deal - |^opportunit\w+[/.]", header.lower())
    last = spelled(re.split(r" - |/|\.", header)[-1]) if of_it else ""
    return tuple(dict.fromkeys(each for each in (whole, bare, last) if each))


def known(headers: Sequence[str]) -> dict[str, int]:
    """Which column holds which field; of several the one that is the plainest name for it."""
    found: dict[str, tuple[int, int]] = {}
    for column, header in enumerate(headers):
        for rank, word in enumerate(spellings(header)):
            for field, places in _PLACES.items():
                if word in places:
                    place = places[word] * 3 + rank
                    if field not in found or place < found[field][0]:
                        found[field] = (place, column)
    columns = {field: column for field, (_, column) in found.items()}
    # Bitrix24 calls the amount so
    if "name" in columns and columns["name"] == columns.get("amount"):
        titled = [column for column, header in enumerate(headers) if spelled(header) == "title"]
        columns.pop("amount") if not titled else columns.update(name=titled[0])
    if "title" in columns and columns["title"] == columns.get("name"):
        columns.pop("title" if "stage" in columns or {"first", "last", "email"}.isdisjoint(columns) else "name")
    return columns


def of_field(headers: Sequence[str], field: str) -> list[int]:
    """The columns that may hold a field."""
    places = _PLACES[field]
    return [column for column, header in enumerate(headers) if not places.keys().isdisjoint(spellings(header))]


def people_in(headers: Sequence[str]) -> list[int]:
    """The columns that hold people."""
    return [column for column, header in enumerate(headers) if _IS_PERSON.intersection(spellings(header))]


def system(headers: Sequence[str]) -> str:
    """The CRM whose exports have such headings; "" where it might be any."""
    words = {word for header in headers for word in spellings(header)[:2]}
    counted = sorted([(len(words.intersection(told.split())), name) for name, told in SYSTEMS.items()], reverse=True)
    return counted[0][1] if counted[0][0] >= ENOUGH and counted[0][0] > counted[1][0] else ""
