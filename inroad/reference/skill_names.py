"""What postings and CVs call skills beyond `reference.skills`, and which of the names are plain words too.

Written by hand from general knowledge, in the same notation: skills apart by semicolons, names of one apart by "=".
The check of messages does not read this file: a name that is telling in a posting may be a plain word in a message.
The first name of a line here is the normal one, also for a skill that `reference.skills` calls otherwise.
"""

from __future__ import annotations

from functools import cache

_NAMES = """
go=golang; kubernetes=k8s=k8=kubernetes administration=gke=eks=aks; postgresql=postgres=postgre sql=psql;
javascript=js=es6=ecmascript; typescript=ts; react=react.js=reactjs; vue.js=vue=vuejs; angular=angularjs;
express.js=express=expressjs; ruby on rails=rails=ror; node.js=nodejs=node js; next.js=nextjs; ember.js=ember;
.net=.net core=dotnet=dot net; sas=sas programming; julia=julia language; sketch=sketch app; illustrator=adobe
illustrator; adobe creative suite=adobe creative cloud=creative cloud=creative suite; apache beam=beam; apache
spark=spark=pyspark=spark sql; apache flink=flink; argo cd=argo=argocd; apache kafka=kafka=kafka streams;
blender=blender 3d; maya=maya 3d; premiere pro=premiere; oracle=oracle database; aws=amazon web services=amazon aws;
gcp=google cloud=google cloud platform; azure=microsoft azure=ms azure; machine learning=ml=ai/ml=maschinelles
lernen=apprentissage automatique=aprendizaje automático; artificial intelligence=ai=künstliche
intelligenz=ki=intelligence artificielle=inteligencia artificial; data analysis=data analytics=datenanalyse=analyse de
données=análisis de datos=análise de dados; excel=microsoft excel=ms excel=advanced excel; word=microsoft word=ms
word; powerpoint=microsoft powerpoint=ms powerpoint; microsoft office=ms office=office 365=microsoft
365=ms-office=office suite=m365=microsoft office suite=pack office; google workspace=g suite=google suite=google docs;
google sheets; workday=workday hcm; unreal engine=unreal; sap=sap erp=sap s/4hana=s/4hana; erp=erp systems; project
management=projektmanagement=gestion de projet=projectmanagement=gestión de proyectos=gestione progetti=gestão de
projetos; ci/cd=cicd=continuous integration=continuous delivery=continuous deployment=ci/cd pipelines; rest
apis=restful apis=rest=restful=restful services=rest services=rest-apis; api design=api development;
microservices=micro services=microservice=microservice architecture; large language models=llms=llm; generative
ai=genai=gen ai=llm applications; ai agents=agentic ai=agentic systems; retrieval-augmented generation=rag;
fine-tuning; vector databases=vector database; embeddings; openai api; tensorflow=tensor flow;
scikit-learn=sklearn=scikit learn; unit testing=unit tests; integration testing=integration tests; test
automation=automated testing=testautomatisierung; end-to-end testing=e2e testing; cypress=cypress testing;
playwright=playwright testing; jest; mocha; webpack; vite; redux; zustand; graphql; trpc; openapi=swagger; html=html5;
css=css3; accessibility=web accessibility=a11y; responsive design; bootstrap framework; github; gitlab; bitbucket;
git=version control=versionskontrolle; linux=linux administration; windows administration; bash=bash scripting=shell
scripting=shell scripts; scripting; infrastructure as code=iac; terraform=opentofu; site reliability engineering=sre;
observability; monitoring and alerting; pagerduty; sentry; cloudwatch; cloudflare; networking=computer
networking=network protocols; dns; vpn; load balancing; service mesh=envoy proxy; identity and access management=iam;
single sign-on=sso; okta; encryption; vulnerability management; owasp; soc 2; cloud security; application
security=appsec; security engineering; fedramp; hipaa; pci dss=pci; sox compliance=sox; nist; crowdstrike; palo alto
networks; cisco networking=ccna; cissp; aws certification=aws certified; dynamodb; cosmos db; sql
server=mssql=microsoft sql server=ms sql; nosql=nosql databases; relational databases=rdbms=sql databases; database
design=schema design; databases; fivetran; airbyte; delta lake; iceberg=apache iceberg; parquet; data governance; data
quality; data lakes=data lake; data architecture; dimensional modeling; data warehousing=data warehouse=data
warehouses; etl=etl pipelines; data pipelines=data pipeline; power bi=powerbi=microsoft power bi; looker=looker
studio=data studio; tableau; sigma computing; hex notebooks; mixpanel; amplitude; a/b testing=ab
testing=experimentation=a/b tests; statistical analysis; statistics=statistik=statistiques; product analytics; web
analytics=google analytics=ga4; google tag manager; customer segmentation; crm=crm systems=customer relationship
management; salesforce=salesforce.com=salesforce crm=sfdc; hubspot=hubspot crm; outreach.io; salesloft; gong;
zoominfo; linkedin sales navigator=sales navigator; zendesk; intercom; freshdesk; servicenow; braze; klaviyo; iterable
crm; customer.io; meta ads=facebook ads=facebook ads manager; linkedin ads; tiktok ads; paid social; paid
search=ppc=pay per click; paid media; demand generation=demand gen; account-based marketing=abm; product marketing;
digital marketing=online marketing=online-marketing=marketing digital; event marketing; influencer marketing;
seo=search engine optimization=suchmaschinenoptimierung; sem=search engine marketing; social media=social media
management=community management; content creation; content management systems=cms; wordpress; webflow; contentful;
canva; adobe creative suite; photoshop=adobe photoshop; indesign=adobe indesign; figma; user experience design=ux
design=ux=ux/ui=ui/ux; user interface design=ui design=ui; prototyping; wireframing=wireframes; interaction design;
visual design; branding; storytelling; presentation skills=presentations=präsentation; copywriting; communication
skills=kommunikationsfähigkeit=communication=verbal communication=written communication=kommunikationsstärke;
teamwork=collaboration=team player=teamfähigkeit=travail en équipe=trabajo en equipo; problem
solving=problem-solving=problem solving skills; critical thinking; analytical skills=analytical thinking=analytisches
denken; attention to detail=detail-oriented=detail oriented; time management=organizational skills=organisational
skills; leadership=leadership skills; mentoring=mentorship=mentor; coaching; stakeholder management=stakeholder
engagement=stakeholdermanagement; cross-functional collaboration=cross-functional teams; people
management=personalführung=team management; customer service=kundenservice=kundenbetreuung=service client=atención al
cliente; customer support; technical support; help desk=helpdesk; troubleshooting; technical writing=technical
documentation; documentation; requirements gathering=requirements analysis=requirements engineering; business
analysis=business analyst; process improvement=process optimization=prozessoptimierung; change management; agile=agile
methodologies=agile development=agile methods=agile methoden=méthodes agiles; scrum=scrum master; kanban; waterfall
methodology; jira; confluence; asana; trello; monday.com; notion; slack; miro; zapier; airtable; low-code=no-code;
lean=lean management; six sigma=lean six sigma=green belt=black belt;
"""

_MORE_NAMES = """
sales; b2b sales=b2b-vertrieb=vertrieb; saas sales; enterprise sales; inside sales; outbound sales=outbound
prospecting; prospecting; cold calling=cold outreach; closing deals; quota attainment; pipeline management=pipeline
generation; meddic=meddpicc; solution selling=consultative selling; account management=key account management;
upselling=cross-selling; customer success=customer success management; churn reduction; renewals; revenue
operations=revops; sales operations; forecasting=sales forecasting; pricing strategy; go-to-market=go-to-market
strategy=gtm; partnerships; negotiation=verhandlungsgeschick; contract negotiation; procurement=einkauf; supply chain
management=supply chain; logistics=logistik; inventory management; warehouse management; demand planning;
transportation management; forklift driving=forklift=staplerschein; driving licence=driver's license=drivers
license=driver's licence=driving license=führerschein=permis b=carnet de conducir;
accounting=buchhaltung=comptabilité=contabilidad=contabilità=boekhouding=finanzbuchhaltung; bookkeeping; cpa=certified
public accountant; cfa; datev; us gaap=gaap; ifrs; financial analysis; financial modeling=financial modelling;
fp&a=financial planning and analysis; budgeting=budget management; controlling; tax=tax law=steuerrecht;
audit=auditing; month-end close; accounts payable; accounts receivable; invoicing; reconciliations=account
reconciliation; quickbooks; xero; netsuite; payroll=lohnbuchhaltung; risk management=risikomanagement; compliance;
regulatory affairs; anti-money laundering=aml; kyc; underwriting; investment banking; private equity; venture capital;
mergers and acquisitions=m&a; valuation; capital markets; trading; portfolio management; bloomberg terminal=bloomberg;
recruiting=recruitment=talent acquisition=personalbeschaffung=recrutement; full-cycle recruiting; sourcing; applicant
tracking systems=ats; greenhouse ats; human resources=hr=personalwesen; hris; employee relations; performance
management; compensation and benefits; labor law=labour law=employment law=arbeitsrecht; contract law; contract
drafting; litigation; intellectual property; privacy law=data privacy=data protection=datenschutz; gdpr=dsgvo=rgpd;
legal research; corporate law; nursing=pflege=krankenpflege=soins infirmiers; registered nurse=rn license=registered
nurse license=rn licensure=rn; patient care; medication administration; wound care; basic life support=bls=bls
certification; acls; pals; cpr=cpr certification; triage; vital signs; electronic health records=ehr=emr=electronic
medical records; epic ehr=epic; icu=intensive care=critical care; emergency medicine; phlebotomy; clinical research;
clinical trials; gcp guidelines=good clinical practice; gmp=good manufacturing practice; medical terminology; case
management; mental health; social work=sozialarbeit; first aid=erste hilfe; teaching; curriculum design=curriculum
development; lesson planning; tutoring; childcare; food safety; cooking; barista work=barista; cash handling; point of
sale=pos systems; retail; merchandising; mechanical engineering=maschinenbau; electrical engineering=elektrotechnik;
civil engineering=bauingenieurwesen; computer science=informatik=informatique=ciencias de la computación; cad;
solidworks; autocad=auto cad; catia; revit; gd&t; finite element analysis=fea; matlab; simulink; labview; ltspice;
altium=altium designer; pcb design=pcb layout; soldering; oscilloscopes; embedded systems=embedded software; embedded
c; firmware; rtos; fpga; verilog; systemverilog; uvm; plc programming=plc=sps; robotics; ros=ros2; computer vision;
sensor fusion; slam; motion planning; control systems=control theory; autonomous driving=autonomous vehicles; gpu
programming; cuda; microcontrollers; adobe analytics; computational biology; hgb; microsoft dynamics=dynamics 365;
polars; product design; soap; solid.js=solidjs; c++=cpp; c; c#; rust; swift; ruby; scala; distributed systems; system
design; software architecture; software engineering=software development=softwareentwicklung=développement
logiciel=desarrollo de software; backend development=back-end development=backend; frontend development=front-end
development=frontend=front-end; full-stack development=full stack=full-stack; mobile development=mobile apps; ios
development=ios; android development=android; web development; object-oriented programming=oop=object-oriented design;
data structures; algorithms; concurrency=concurrent programming; performance optimization=performance tuning; code
review=code reviews; debugging; design patterns; clean code; test-driven development=tdd; deep learning; reinforcement
learning=rl; rlhf; natural language processing=nlp; speech recognition; recommender systems; information retrieval;
search engines; pytorch; jax; hugging face; langchain; langgraph; llamaindex; vllm; mlops; mlflow; kubeflow; ray
framework; sagemaker; vertex ai; bedrock; databricks; snowflake; dbt; airflow; prefect; dagster; bigquery; redshift;
trino; presto; hive; hadoop; elasticsearch; opensearch; redis; mongodb; cassandra; scylladb; rabbitmq; sqs; nats;
temporal workflow; grpc; websockets; protobuf; webrtc; ffmpeg; video editing; after effects; photography; motion
design; game design; unity; opengl; research; user research; qualitative research; quantitative research; market
research; survey design; grant writing; fundraising; public relations; media relations; press releases; editing;
proofreading; event planning=event management; translation; journalism; policy analysis; public policy; urban
planning; gis; statistical modeling; bayesian statistics; causal inference; econometrics; time series; optimization;
linear algebra; bioinformatics; molecular biology; cell culture; pcr; chromatography; mass spectrometry; genomics;
chemistry; physics; biology; mathematics; economics; finance; marketing; design; security; testing; quality
assurance=qa=qualitätssicherung; quality management=qualitätsmanagement; iso 9001; iso 13485; haccp; lean
manufacturing; cnc machining=cnc; welding; hvac; electrical wiring; carpentry; plumbing; health and
safety=occupational safety=osha=arbeitssicherheit
"""

# A capital within a sentence is enough for these.
_WITH_CAPITAL = """
go; rust; swift; ruby; julia; scala; dart; elixir; zig; delphi; pascal; react; vue; ember; flask; rails; flutter;
cordova; spark; flink; hive; trino; druid; kudu; impala; luigi; consul; terraform; ansible; celery; pulsar; excel;
powerpoint; visio; outlook; unity; unreal; oracle; slack; asana; trello; miro; workday; stata; pytest; jest; mocha;
vite; redux; canva; gong; intercom; braze; iterable crm; amplitude; mixpanel; okta; sentry; bedrock; parquet; iceberg;
tableau; looker; snowflake; databricks; bloomberg; datev; altium; kibana; blender; houdini; spring; airflow;
sass; lua; perl; figma
"""
# Only in capitals: in small letters they are other words, in some language or as a unit.
_IN_CAPITALS = """
cad; sem; ml; rest; ror; rn; rag; sre; iam; iac; abm; ppc; gtm; ats; cms; hr; ehr; emr; pcr; bim; gcp; sap; sas; sps;
plc; rl; slam; ros; bls; acls; pals; pci; sox; cfa; cpa; qa; ts; nats; aml; kyc; ki; ror; elt; gis; ros2; r; c; gaap;
oop; tdd; ddd
"""
# Plain words: these count only in a list of skills, or where the sentence speaks of a skill.
_WITH_CONTEXT = """
ai; ui; ux; word; access; shell; express; meteor; gin; rocket; beam;
argo; vault; nomad; helm; chef; puppet; presto; prefect; sketch; illustrator; maya; premiere; nuke; rhino;
epic; apex; pega; notion; linear; segment; heap; agile; lean; algorithms; networking; security; testing; leadership;
mentoring; mentor; coaching; teaching; writing; editing; research; sales; marketing; finance; design; analytics;
mathematics; physics; chemistry; biology; economics; law; logistics; operations; consulting; plumbing; nursing;
pflege; compliance; communication; collaboration; tax; audit; auditing; trading; controlling; retail; backend;
frontend; front-end; databases; documentation; branding; sourcing; storytelling; forecasting; renewals; partnerships;
prospecting; recruiting; recruitment; accounting; translation; optimization; optimisation; debugging; encryption;
observability; embeddings; scripting; troubleshooting; invoicing; budgeting; merchandising; photography; cooking;
soldering; concurrency; negotiation; presentations; vertrieb; einkauf; datenschutz; informatik; statistik;
statistiques; informatique; logistik; barista; onboarding; procurement; uvm; racket; elm; nim; ada;
samza; social media; artificial intelligence; business analyst; scrum master; underwriting; payroll; sailing;
aviation; gardening; sewing; baking; tailoring; topology; valuation; litigation; counseling; counselling; hr; human
resources; personalwesen; ios; android; full stack; full-stack; fundraising; journalism; forklift
"""
# No skills here: spoken languages, which a posting and a CV have beside the skills, and words too plain.
_LEFT_OUT = """
german; french; spanish; italian; portuguese; dutch; english; russian; japanese; chinese; korean; arabic; hindi;
polish; turkish; swedish; danish; norwegian; finnish; greek; hebrew; czech; hungarian; romanian; ukrainian;
vietnamese; thai; bengali; urdu; persian; farsi; catalan; basque; tamil; telugu; mandarin; cantonese; esperanto;
sanskrit; swahili; teaching english; d; basic; scheme;
crystal; phoenix; assembly; salt; pig; backbone; storm; echo
"""


@cache
def same_names() -> tuple[tuple[str, ...], ...]:
    """Return the names of each skill, the normal one first."""
    skills = f"{_NAMES.strip().rstrip(';')};{_MORE_NAMES}".split(";")
    return tuple(tuple(" ".join(name.split()) for name in skill.split("=")) for skill in skills if skill.strip())


def with_capital() -> frozenset[str]:
    """Return the names that are also plain words, for which a capital within a sentence is enough."""
    return _listed(_WITH_CAPITAL)


def in_capitals() -> frozenset[str]:
    """Return the names that count only in capitals."""
    return _listed(_IN_CAPITALS)


def with_context() -> frozenset[str]:
    """Return the names that count only among skills, or where the sentence speaks of a skill."""
    return _listed(_WITH_CONTEXT)


def left_out() -> frozenset[str]:
    """Return the names of `reference.skills` that are not looked for: languages to speak, words that say too little."""
    return _listed(_LEFT_OUT)


def _listed(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(";") if name.strip())
