"""Skills, tools and technologies that a person may be said to have, and the names that mean the same one.

Written by hand from general knowledge. Skills are separated by semicolons, the names of one by "=": any of
them is as good as another. `unmistakable` are skills wherever they stand, in any case; `ambiguous` are also plain
words (go, excel), so they count where they have a capital within a sentence or where the sentence speaks of a skill.
"""

from __future__ import annotations

from functools import cache

_UNMISTAKABLE = """
python; java; javascript=js=ecmascript; typescript; golang=go lang; c++=cpp; c#=csharp=c sharp; f#=fsharp;
objective-c=objective c; php; perl; kotlin; scala; haskell; erlang; clojure; ocaml; fortran; cobol; matlab; simulink;
lua; groovy; vba=visual basic; assembly language; prolog; lisp=common lisp; cython; solidity; webassembly=wasm;
bash=bash scripting=shell scripting; powershell; sql; t-sql; pl/sql; nosql; graphql; html=html5; css=css3; sass; scss;
tailwind=tailwind css; jquery; react.js=reactjs=react; react native; vue.js=vuejs; angularjs=angular; svelte;
ember.js=emberjs; next.js=nextjs; nuxt; node.js=nodejs; express.js=expressjs; nestjs; deno; django; fastapi;
pyramid framework; ruby on rails=rails=ror; laravel; symfony; spring boot; hibernate; asp.net; .net core=dotnet=.net;
entity framework; wordpress; drupal; magento; shopify liquid; aws=amazon web services; azure=microsoft azure;
gcp=google cloud=google cloud platform; ec2; s3; aws lambda; dynamodb; redshift; bigquery; cloudformation;
kubernetes=k8s; docker; docker compose; helm charts; openshift; terraform; ansible; pulumi; vagrant; jenkins;
github actions; gitlab ci; circleci; travis ci; argo cd=argocd; ci/cd=continuous integration=continuous delivery;
devops; devsecops; site reliability engineering; infrastructure as code; linux; unix; ubuntu; debian; red hat linux;
windows server; active directory; vmware; nginx; haproxy; istio; service mesh; consul; prometheus; grafana; datadog;
splunk; new relic; elasticsearch=elastic search; logstash; kibana; opentelemetry; postgresql=postgres; mysql; mariadb;
sqlite; oracle database; sql server=mssql; mongodb; cassandra; redis; memcached; neo4j; couchdb; cockroachdb;
clickhouse; snowflake; databricks; duckdb; hadoop; hdfs; mapreduce; apache spark=pyspark; apache flink; apache beam;
apache kafka=kafka; rabbitmq; pulsar; nats; celery; airflow=apache airflow; dagster; dbt; luigi; etl; elt;
data warehousing=data warehouse; data engineering; data modeling=data modelling; data pipelines; stream processing;
event sourcing; machine learning=ml; deep learning; neural networks; reinforcement learning; supervised learning;
computer vision; natural language processing=nlp; large language models=llms=llm; generative ai=genai;
prompt engineering; recommender systems=recommendation systems; time series; time series forecasting;
anomaly detection; transfer learning; mlops; feature engineering; pytorch; tensorflow; keras; jax;
scikit-learn=sklearn; xgboost; lightgbm; hugging face; langchain; opencv; spacy; nltk; cuda; numpy; pandas; scipy;
matplotlib; seaborn; plotly; jupyter; rstudio; tidyverse; ggplot2; shiny apps; stata; spss; sas programming;
julia language; bayesian statistics=bayesian inference; causal inference; a/b testing=ab testing; hypothesis testing;
regression analysis; statistical modeling=statistical modelling; data science; data mining;
data visualization=data visualisation; data analysis=data analytics; predictive modeling=predictive modelling;
big data; business intelligence; power bi; tableau; looker; qlik=qlikview; metabase; power query; pivot tables;
vlookup; rest apis=restful apis; microservices=micro services; distributed systems; system design;
event-driven architecture; domain-driven design=ddd; test-driven development=tdd; pair programming; code review;
object-oriented programming=oop; functional programming; concurrent programming; multithreading; compilers;
operating systems; embedded systems; firmware; real-time systems; rtos; fpga; vhdl; verilog; systemverilog;
pcb design; arduino; raspberry pi; plc programming; scada; robotics; ros2; kinematics; control theory;
signal processing; computer graphics; opengl; vulkan api; webgl; three.js; unreal engine; game design;
game development; virtual reality; augmented reality; blockchain; smart contracts; ethereum; web3; cryptography;
penetration testing=pentesting; ethical hacking; threat modeling=threat modelling; incident response;
network security; cybersecurity=cyber security; information security; siem; soc 2; iso 27001; oauth; saml; zero trust;
tcp/ip; grpc; protobuf=protocol buffers; websockets; mqtt; bluetooth low energy; ios development; android development;
swiftui; jetpack compose; flutter; xamarin; ionic framework; cordova; web development;
frontend development=front-end development; backend development=back-end development; full-stack development;
software architecture; cloud computing; serverless; high-performance computing=hpc; parallel computing;
quantum computing; bioinformatics; web accessibility; wcag; web scraping; selenium; playwright testing;
cypress testing; junit; pytest; test automation; quality assurance; regression testing; load testing; manual testing;
git; svn=subversion; jira; confluence; scrum; kanban; safe agile; lean six sigma=six sigma; prince2; pmp; itil;
agile coaching; project management; program management=programme management; product management; product strategy;
product discovery; roadmapping; stakeholder management; change management; risk management; vendor management;
budget management; people management; team leadership; conflict resolution; business analysis;
requirements engineering; process improvement; business development; strategic planning; mergers and acquisitions=m&a;
due diligence; figma; sketch app; invision; adobe xd; photoshop=adobe photoshop; adobe illustrator;
indesign=adobe indesign; premiere pro=adobe premiere; after effects; final cut pro; davinci resolve; lightroom;
blender 3d; maya 3d; cinema 4d; zbrush; autocad; solidworks; catia; revit; rhino 3d; fusion 360; ansys; comsol;
abaqus; finite element analysis; computational fluid dynamics; cad; bim; 3d printing; 3d modeling=3d modelling;
graphic design; interaction design; user research; usability testing; user experience design=ux design;
user interface design=ui design; ux; design systems; design thinking; wireframing; motion design=motion graphics;
typography; video editing; photography; copywriting; technical writing; content strategy; content marketing;
ghostwriting; proofreading; screenwriting; journalism; seo=search engine optimization; sem; google ads=adwords;
google analytics; facebook ads; email marketing; social media marketing; affiliate marketing; performance marketing;
growth hacking; growth marketing; brand management; brand strategy; market research; public relations; media planning;
marketing automation; hubspot; marketo; mailchimp; salesforce; salesforce apex; zoho; pipedrive; crm; lead generation;
cold calling; account management; key account management; negotiation; contract negotiation; sales forecasting;
customer success; customer service; event planning; fundraising; grant writing; accounting; bookkeeping;
financial modeling=financial modelling; financial analysis; financial reporting; auditing; tax law; gaap; ifrs;
quickbooks; xero; netsuite; sap=sap erp; sap hana; abap; oracle financials; payroll; accounts payable;
accounts receivable; cost accounting; corporate finance; valuation; equity research; portfolio management;
derivatives trading; quantitative finance; actuarial science; underwriting; credit analysis; kyc;
anti-money laundering=aml; bloomberg terminal; recruitment; talent acquisition; onboarding; employee relations;
performance management; compensation and benefits; workday hcm; labor law=labour law; contract law;
intellectual property; patent law; litigation; gdpr; compliance management; paralegal work; legal research;
conveyancing; supply chain management; inventory management; warehouse management; procurement; lean manufacturing;
kaizen; quality control; cnc machining; welding; carpentry; electrical wiring; hvac; forklift driving;
machine maintenance; mechanical engineering; civil engineering; electrical engineering; chemical engineering;
structural engineering; thermodynamics; fluid mechanics; materials science; surveying; gis=arcgis; qgis;
remote sensing; drone piloting; geology; hydrology; renewable energy; solar installation; wind turbine maintenance;
power electronics; battery design; phlebotomy; patient care; wound care; triage; cpr; first aid; clinical research;
clinical trials; pharmacology; pharmacovigilance; medical coding; epic ehr; radiology; ultrasound imaging;
anesthesia=anaesthesia; dentistry; physiotherapy=physical therapy; occupational therapy; speech therapy; nursing;
midwifery; dietetics; psychotherapy; counseling=counselling; epidemiology; public health; biostatistics; pcr; crispr;
cell culture; flow cytometry; mass spectrometry; hplc; chromatography; microscopy; molecular biology; genomics;
proteomics; immunology; toxicology; organic chemistry; gmp; lab automation; teaching english; curriculum design;
lesson planning; classroom management; instructional design; e-learning design; special education; tutoring;
public speaking; translation; interpreting; subtitling; sign language; mandarin; cantonese; esperanto; sanskrit;
swahili; cooking; baking; barista work; bartending; food safety; haccp; menu planning; hospitality management;
hotel management; tour guiding; event management; childcare; gardening; landscaping; floristry; beekeeping;
animal care; dog training; sewing; pattern making; tailoring; hairdressing; cosmetology; massage therapy;
yoga teaching; personal training; lifeguarding; scuba diving; first responder training; truck driving; sailing;
aviation; air traffic control; logistics planning; econometrics; linear programming; operations research; game theory;
linear algebra; differential equations; numerical methods; monte carlo simulation; optimization=optimisation;
graph theory; number theory; topology; statistics; physics simulation; astrophysics; particle physics; meteorology;
oceanography; archaeology; anthropology; sociology; linguistics; ethnography; qualitative research; survey design;
policy analysis; urban planning; interior design; fashion design; industrial design; sound design; audio engineering;
music production; ableton; pro tools; logic pro; sound mixing
"""

_AMBIGUOUS = """
go; rust; swift; ruby; julia; dart; elm; crystal; scheme; racket; basic; pascal; ada; delphi; elixir; zig; nim; r; c;
d; assembly; shell; react; vue; spring; flask; express; meteor; backbone; phoenix; gin; echo; rocket; rails; ember;
flutter; cordova; ionic; chef; puppet; salt; helm; consul; vault; nomad; argo; spark; flink; beam; storm; samza;
presto; hive; pig; trino; druid; kudu; impala; luigi; prefect; excel; word; outlook; access; powerpoint; visio;
sketch; illustrator; maya; blender; premiere; unity; unreal; rhino; houdini; nuke; oracle; sap; sas; stata; epic;
workday; oracle; apex; pega; slack; notion; asana; trello; miro; linear; segment; amplitude; heap; agile; lean;
kanban; algorithms; networking; security; testing; leadership; mentoring; coaching; teaching; writing; editing;
research; sales; marketing; finance; design; analytics; statistics; mathematics; physics; chemistry; biology;
economics; law; nursing; logistics; operations; consulting; plumbing; german; french; spanish; italian; portuguese;
dutch; english; russian; japanese; chinese; korean; arabic; hindi; polish; turkish; swedish; danish; norwegian;
finnish; greek; hebrew; czech; hungarian; romanian; ukrainian; vietnamese; thai; bengali; urdu; persian; farsi;
catalan; basque; tamil; telugu
"""


@cache
def unmistakable() -> dict[str, tuple[str, ...]]:
    """Return the names that mean a skill wherever they stand, each with all names of that skill."""
    return _table(_UNMISTAKABLE)


@cache
def ambiguous() -> dict[str, tuple[str, ...]]:
    """Return the names of skills that are plain words too, each with all names of that skill."""
    return _table(_AMBIGUOUS)


def _table(text: str) -> dict[str, tuple[str, ...]]:
    lines = [tuple(name.strip() for name in line.split("=")) for line in text.split(";")]
    return {name: names for names in lines for name in names if name}
