"""Small invented exports in the shapes of twelve CRMs, in five languages: what each file holds, and what it comes to."""
# ruff: noqa: E501 - a line of a file is one line here, too

from __future__ import annotations

from callplan.core.record import Record


class Export(Record):
    """A file as a CRM writes it: its text, how it is saved, and how many deals in it are open and closed."""

    text: str
    open: int
    closed: int
    system: str = ""
    saved_in: str = "utf-8"


EXPORTS = {
    "salesforce, API names": Export(
        "Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,NextStep,IsClosed,IsWon,CurrencyIsoCode,CreatedDate\n"
        '006bm00000LKJNNAA5,0,001bm00001ZL8UCAA1,Tray printers,Qualification,15000.0,2026-12-03 00:00:00,Send the page,0,0,EUR,2026-10-01 09:12:00\n'
        "006bm00000LKJNOAA5,0,001bm00001ZL8UDAA1,Night line,Negotiation/Review,84000.5,2027-01-15 00:00:00,,0,0,EUR,2026-09-01 10:00:00\n"
        "006bm00000LKJNPAA5,0,001bm00001ZL8UDAA1,Old line,Closed Won,1000.0,2026-02-01 00:00:00,,1,1,EUR,2026-01-01 10:00:00\n"
        "006bm00000LKJNQAA5,1,001bm00001ZL8UDAA1,Binned,Qualification,1.0,2026-02-01 00:00:00,,0,0,EUR,2026-01-01 10:00:00\n",
        2, 1, "Salesforce",
    ),
    "salesforce, a report": Export(
        'Open pipeline\nAs of 2026-11-30\n\n'
        '"Opportunity Owner","Account Name","Opportunity Name","Stage","Amount Currency","Amount","Close Date","Created Date","Next Step"\n'
        '"Kim Aalto","Harrow Foods","Night line","Negotiation/Review","EUR","84,000.00","1/15/2027","9/30/2026","Call Marta"\n'
        '"Kim Aalto","Bakery","Planner","Prospecting","EUR","4,000.00","12/3/2026","10/1/2026",""\n'
        '"Kim Aalto","Oz","Scales","Closed Lost","EUR","900.00","6/3/2026","1/10/2026",""\n\n'
        '"Grand Totals (3 records)","","","","EUR","88,900.00","","",""\n'
        '"Confidential Information - Do Not Distribute"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n',
        2, 1, "Salesforce", "cp1252",
    ),
    "hubspot": Export(
        "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Associated Company,Associated Contact\n"
        "9001,Harrow - night line,Contract sent,Sales Pipeline,84000,2027-01-15 10:00,2026-09-30 08:00,Kim Aalto,Harrow Foods,Marta Lind (marta@harrow.example);Piet Maas (piet@harrow.example)\n"
        "9002,Bakery,Closed won,Sales Pipeline,4000,2026-10-03 10:00,2026-09-01 08:00,Kim Aalto,Bakery,\n",
        1, 1, "HubSpot", "utf-8-sig",
    ),
    "hubspot, API names": Export(
        "dealname,amount,dealstage,pipeline,closedate\nCRM set-up,1200,appointmentscheduled,default,2026-05-15\n"
        "Dashboards,2700,closedlost,default,2026-06-03\nSync,3400,closedwon,default,2026-05-20\n",
        1, 2, "HubSpot",
    ),
    "hubspot in German": Export(
        "Datensatz-ID;Deal-Name;Deal-Phase;Betrag;Abschlussdatum;Erstellungsdatum;Für den Deal zuständiger Mitarbeiter\n"
        "77;Prüfstand für Süd;Angebot gesendet;84.000,50;15.01.2027;30.09.2026;Jörg Weiß\n"
        "78;Waage;Gewonnen;1.200,00;01.02.2026;01.01.2026;Jörg Weiß\n",
        1, 1, "", "cp1252",
    ),
    "pipedrive": Export(
        '"Deal - ID","Deal - Title","Deal - Value","Deal - Currency of Value","Deal - Stage","Deal - Status","Deal - Owner","Deal - Organization","Deal - Contact person","Deal - Expected close date","Deal - Deal created"\n'
        '"12","Ovens","20000","EUR","Offer made","Open","Inès Moreau","Boulangerie","Nadia Chérif","2027-01-05","2026-10-04 10:00:00"\n'
        '"13","Mixer","3000","EUR","Offer made","Lost","Inès Moreau","Café","","","2026-10-04 10:00:00"\n',
        1, 1, "Pipedrive",
    ),
    "pipedrive in French": Export(
        "ID;Titre;Valeur;Devise;Étape;Statut;Propriétaire;Organisation;Personne à contacter;Date de clôture prévue\n"
        "5;Fours;20 000,00;EUR;Proposition;Ouvert;Inès Moreau;Boulangerie;Nadia Chérif;05/01/2027\n"
        "6;Pétrin;3 000,00;EUR;Proposition;Gagné;Inès Moreau;Café;;28/02/2026\n",
        1, 1,
    ),
    "zoho": Export(
        "Record Id,Potential Name,Potential Owner,Account Name,Contact Name,Created Time,Closing Date,Amount,Stage,Next Step\n"
        'zcrm_4423000000281001,"Lewis, James",Rozario Diego,Lewis Ltd,Ana Lima,"15 Apr, 2026 00:02:00","16 Dec, 2026 00:03:00","$22,700.00",Needs Analysis,\n'
        'zcrm_4423000000281002,Kirk,Rozario Diego,Kirk Inc,,"15 Apr, 2026 00:02:00","16 Oct, 2026 00:03:00","$29,700.00",Closed Lost,\n',
        1, 1, "Zoho",
    ),
    "dynamics": Export(
        "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Potential Customer,Contact,Est. close date,Est. revenue,Status,Status Reason,Pipeline Phase,Owner,Created On,Revenue\n"
        "0f3c1b5e-71de-ed11-a7c7-000d3a1b2c3d,abc==,11/30/2026 10:00,Trays,Harrow Foods,Marta Lind,1/15/2027,84000,Open,In Progress,3-Propose,Kim Aalto,9/30/2026 8:00,User Provided\n"
        "0f3c1b5e-71de-ed11-a7c7-000d3a1b2c3e,abc==,11/30/2026 10:00,Scales,Bakery,,6/30/2026,900,Lost,Out-Sold,3-Propose,Kim Aalto,1/30/2026 8:00,User Provided\n",
        1, 1, "Dynamics",
    ),
    "odoo": Export(
        '"External ID","Opportunity","Company Name","Contact Name","Email","Salesperson","Expected Revenue","Expected Closing","Stage","Created on","Active"\n'
        '"__export__.crm_lead_522","Night line","Harrow Foods","Marta Lind","marta@harrow.example","Kim","84000.0","2027-01-15","Proposition","2026-09-30 08:00:00","True"\n'
        '"__export__.crm_lead_523","Scales","Bakery","Oz Tan","","Kim","0.0","","New","2026-09-30 08:00:00","False"\n',
        1, 1, "Odoo",
    ),
    "suitecrm": Export(
        '"name","id","date_entered","amount","currency_id","date_closed","next_step","sales_stage","account_name","assigned_user_name","deleted"\n'
        '"Night line","a5b1c2d3-0000-1111-2222-333344445555","2026-09-30 08:00:00","84000","-99","2027-01-15","call","Negotiation/Review","Harrow Foods","kim","0"\n'
        '"Scales","a5b1c2d3-0000-1111-2222-333344445556","2026-09-30 08:00:00","900","-99","2026-02-15","","Closed Won","Bakery","kim","0"\n',
        1, 1, "SuiteCRM",
    ),
    "freshsales": Export(
        "Id,Deal name,Deal value,Deal stage,Expected close date,Sales account,Sales owner,Related contacts,Created at\n"
        "31,Night line,84000,Negotiation,2027-01-15,Harrow Foods,Kim Aalto,Marta Lind,2026-09-30\n"
        "32,Scales,900,Won,2026-02-15,Bakery,Kim Aalto,,2026-01-30\n",
        1, 1, "Freshsales",
    ),
    "attio": Export(
        "Record ID,Deal name,Deal stage,Deal value,Associated company,Associated people,Deal owner,Close date\n"
        "b1c2d3e4-0000-4111-8222-333344445555,Night line,In Progress,84000,Harrow Foods,\"Marta Lind, Piet Maas\",Kim Aalto,2027-01-15\n"
        "b1c2d3e4-0000-4111-8222-333344445556,Scales,Won 🎉,900,Bakery,,Kim Aalto,2026-01-15\n",
        1, 1, "Attio",
    ),
    "close": Export(
        "id,lead_name,status_label,status_type,value_formatted,value_currency,contact_name,user_name,date_created,confidence\n"
        'oppo_8eB77gAdf8FMy6GsNHEy,Harrow Foods,Proposal,active,"€84,000",EUR,Marta Lind,Kim,2026-09-30T08:00:00+00:00,50\n'
        'oppo_8eB77gAdf8FMy6GsNHEz,Bakery,Deal signed,won,"€900",EUR,Oz Tan,Kim,2026-01-30T08:00:00+00:00,100\n',
        1, 1, "Close",
    ),
    "espocrm": Export(
        "ID;Name;Account;Stage;Amount;\"Amount Currency\";\"Close Date\";Contacts;\"Assigned User\";\"Created At\"\n"
        "5f1;Night line;Harrow Foods;Negotiation;84000;EUR;07/30/2027;Marta Lind;Kim;09/30/2026\n"
        "5f2;Scales;Bakery;Closed Lost;900;EUR;02/03/2026;;Kim;01/30/2026\n",
        1, 1, "EspoCRM",
    ),
    "copper": Export(
        "Opportunity Id,Name,Company,Primary Contact,Value,Close Date,Stage,Status,Owned By,Pipeline\n"
        "41,Night line,Harrow Foods,Marta Lind,84000,1/15/2027,Negotiation,Open,Kim,Sales\n42,Scales,Bakery,,900,2/15/2026,Offer,Abandoned,Kim,Sales\n",
        1, 1,
    ),
    "insightly": Export(
        "OpportunityID,Opportunity Name,Opportunity State,Current Stage,Forecast Close Date,Actual Close Date,Bid Amount,Bid Currency,User Responsible,Linked Organisation,Date Created\n"
        "61,Night line,OPEN,Offer,15-Jan-2027,,84000,EUR,Kim,Harrow Foods,30-Sep-2026\n62,Scales,SUSPENDED,Offer,15-Feb-2026,,900,EUR,Kim,Bakery,30-Jan-2026\n63,Belt,LOST,Offer,15-Feb-2026,,900,EUR,Kim,Belt Ltd,30-Jan-2026\n",
        2, 1, "Insightly",
    ),
    "monday, in groups": Export(
        "Deals\n\nActive deals\nName,Stage,Owner,Deal Value,Expected Close Date,Contacts\nNight line,Negotiation,Kim,84000,2027-01-15,Marta Lind\n"
        "Planner,Discovery,Kim,4000,2027-01-20,Oz Tan\n\nClosed\nName,Stage,Owner,Deal Value,Expected Close Date,Contacts\nScales,Won,Kim,900,2026-01-15,\n",
        2, 1,
    ),
    "notion": Export(
        "Name,Status,Company,Estimated Value,Expected close,Owner\nNight line,Proposal,Harrow Foods,\"€84,000.00\",\"January 15, 2027\",Kim\n"
        "Planner,Lead,Bakery,\"€4,000.00\",\"December 3, 2026\",Kim\nScales,Lost,Oz,€900.00,\"February 1, 2026\",Kim\n",
        2, 1, "", "utf-8-sig",
    ),
    "excel in tabs": Export(
        "Verkaufschance\tKunde\tPhase\tBetrag\tSchlusstermin\tErstelldatum\nNachtlinie\tHarrow\tVerhandlung\t84.000,00 €\t15.01.2027\t30.09.2026\n"
        "Waage\tBäckerei\tVerloren\t900,00 €\t15.02.2026\t30.01.2026\n",
        1, 1, "", "utf-16",
    ),
    "spanish": Export(
        "id;empresa;contacto;etapa;importe_eur;responsable;cierre_previsto\n1;Construcciones Ávila;María Soler;Propuesta enviada;18000;Álvaro;2026-12-20\n"
        "2;Logística Tajo;Pedro Nieto;Cerrado ganado;42000;Álvaro;2026-06-18\n3;Óptica;Elena Marco;Cerrado perdido;7600;Álvaro;2026-06-18\n",
        1, 2,
    ),
    "portuguese": Export(
        "ID do registro;Nome do negócio;Etapa do negócio;Valor;Data de fechamento;Proprietário do negócio\n1;Linha noturna;Negociação;84.000,00;15/01/2027;João\n"
        "2;Balança;Ganho;900,00;28/02/2026;João\n",
        1, 1,
    ),
    "bitrix": Export(
        "ID,STAGE_ID,ASSIGNED_BY_ID,OPPORTUNITY,BEGINDATE,CLOSEDATE,CLOSED,TITLE,DATE_CREATE,URL\n"
        "4300,Отложенные,Ленькина,0.00,2020-09-10T03:00:00+03:00,2020-11-19T03:00:00+03:00,Y,Прицеп,2020-09-10T09:20:25+03:00,https://crm.example/4300/\n"
        "6006,Квалификация,Ахунзянова,2900000.00,2020-12-31T03:00:00+03:00,,N,Тягач,2020-12-31T14:45:19+03:00,https://crm.example/6006/\n",
        1, 1,
    ),
    "sep=;": Export("sep=;\nDeal Name;Stage;Amount\nNight line;Offer;84000\n", 1, 0),
    "no names, only accounts": Export(
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
        "1C1I7A6R,Moses,GTX,Cancity,Won,2016-10-20,2017-03-01,1054\nZ063OYW0,Darcel,GTX,,Prospecting,,,\nEC4QE1BX,Darcel,GTX,Isdom,Engaging,2016-10-25,,\n",
        2, 1,
    ),
}  # fmt: skip
