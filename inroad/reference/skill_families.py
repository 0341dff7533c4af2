"""Which skills are near each other, by their normal names.

Written by hand from general knowledge. A family is what somebody who knows one of it is soon at home in; families are
apart by "|", the skills of one by ";".
"""

from __future__ import annotations

from functools import cache

_FAMILIES = """
python; ruby; perl; julia; r
| java; kotlin; scala; groovy; c#
| c; c++; rust; zig; go
| javascript; typescript
| go; rust; java; c++
| python; javascript; ruby; php
| swift; objective-c; kotlin; ios development; android development
| react; vue.js; angular; svelte; ember.js; next.js; nuxt; solid.js
| react native; flutter; swiftui; jetpack compose; ionic framework
| django; flask; fastapi; ruby on rails; laravel; express.js; nestjs; spring boot; asp.net; node.js; symfony
| java; spring boot; hibernate
| c#; .net; asp.net; entity framework
| html; css; sass; scss; tailwind; bootstrap framework
| postgresql; mysql; mariadb; sql server; oracle; sqlite; cockroachdb; sql; relational databases
| mongodb; dynamodb; cassandra; couchdb; cosmos db; nosql; scylladb
| redis; memcached
| elasticsearch; opensearch; kibana; logstash
| snowflake; bigquery; redshift; databricks; clickhouse; data warehousing; trino; presto; duckdb
| apache spark; hadoop; apache flink; apache beam; databricks; hive; mapreduce; big data
| apache kafka; rabbitmq; pulsar; nats; sqs; stream processing; event-driven architecture
| airflow; dagster; prefect; luigi; dbt; etl; data pipelines; data engineering; fivetran; airbyte; elt
| aws; gcp; azure; cloud computing
| ec2; s3; aws lambda; aws; dynamodb; cloudformation; cloudwatch; sagemaker
| kubernetes; docker; openshift; helm charts; nomad; docker compose
| terraform; ansible; pulumi; cloudformation; chef; puppet; infrastructure as code
| jenkins; github actions; gitlab ci; circleci; travis ci; argo cd; ci/cd
| prometheus; grafana; datadog; splunk; new relic; opentelemetry; observability; sentry
| devops; site reliability engineering; ci/cd; infrastructure as code
| linux; unix; ubuntu; debian; bash; windows server; red hat linux
| bash; powershell; scripting; python
| git; svn; github; gitlab; bitbucket
| pytorch; tensorflow; keras; jax; deep learning
| machine learning; deep learning; data science; statistical modeling; scikit-learn; artificial intelligence; neural
networks
| scikit-learn; xgboost; lightgbm; machine learning
| large language models; natural language processing; generative ai; prompt engineering; retrieval-augmented
generation; ai agents; fine-tuning; langchain; llamaindex; langgraph; openai api
| computer vision; opencv; slam; deep learning
| mlops; mlflow; kubeflow; sagemaker; vertex ai; devops
| pandas; numpy; scipy; python; polars
| matplotlib; seaborn; plotly; ggplot2; data visualization
| r; stata; spss; sas programming; matlab; statistics
| statistics; econometrics; bayesian statistics; causal inference; statistical analysis; regression analysis; time
series; hypothesis testing; biostatistics; a/b testing
| tableau; power bi; looker; qlik; metabase; business intelligence; data visualization
| data analysis; data science; business intelligence; sql; product analytics; excel
| excel; google sheets; pivot tables; vlookup; power query; vba
| word; google workspace; microsoft office
| microsoft office; excel; word; powerpoint
| rest apis; graphql; grpc; api design; openapi; websockets; soap
| microservices; distributed systems; system design; software architecture; event-driven architecture
| unit testing; integration testing; test automation; test-driven development; quality assurance; pytest; junit; jest;
manual testing; end-to-end testing
| selenium; cypress; playwright; test automation; end-to-end testing
| frontend development; web development; full-stack development; react; javascript; responsive design
| backend development; full-stack development; software engineering; api design
| mobile development; ios development; android development; react native; flutter
| embedded systems; firmware; rtos; embedded c; fpga; microcontrollers
| verilog; systemverilog; vhdl; fpga; uvm
| plc programming; scada; labview
| robotics; ros; control systems; motion planning; sensor fusion; slam; kinematics; autonomous driving
| cybersecurity; information security; network security; application security; cloud security; penetration testing;
threat modeling; incident response; security engineering; vulnerability management; security
| soc 2; iso 27001; hipaa; pci dss; fedramp; nist; sox compliance; compliance
| oauth; saml; single sign-on; okta; identity and access management
| networking; tcp/ip; dns; vpn; load balancing; cisco networking
| figma; sketch; adobe xd; invision
| photoshop; illustrator; indesign; adobe creative suite; canva; lightroom
| premiere pro; after effects; final cut pro; davinci resolve; video editing; motion design
| blender; maya; cinema 4d; zbrush; houdini; 3d modeling
| user experience design; user interface design; interaction design; user research; usability testing; wireframing;
prototyping; design systems; product design
| graphic design; visual design; branding; typography; illustrator
| autocad; solidworks; catia; revit; fusion 360; cad; rhino 3d
| ansys; comsol; abaqus; finite element analysis; computational fluid dynamics
| unity; unreal engine; game development; game design
| seo; sem; paid search; google ads; performance marketing
| paid social; meta ads; linkedin ads; tiktok ads; paid media; performance marketing; social media
| content marketing; copywriting; content strategy; content creation; social media; technical writing; ghostwriting
| email marketing; marketing automation; mailchimp; klaviyo; braze; marketo; hubspot; customer.io
| growth marketing; performance marketing; demand generation; digital marketing; growth hacking; lead generation
| product marketing; brand management; go-to-market; market research; brand strategy
| google analytics; web analytics; mixpanel; amplitude; product analytics; adobe analytics
| public relations; media relations; press releases; communication skills
| salesforce; hubspot; pipedrive; zoho; crm; microsoft dynamics
| sales; b2b sales; saas sales; enterprise sales; inside sales; account management; business development; solution
selling; closing deals; outbound sales
| cold calling; outbound sales; prospecting; lead generation; salesloft; outreach.io
| account management; customer success; customer service; renewals; upselling; customer support
| zendesk; intercom; freshdesk; servicenow
| customer service; customer support; technical support; help desk; retail; hospitality management
| project management; program management; agile; scrum; kanban; prince2; pmp; lean
| jira; confluence; asana; trello; monday.com; notion; linear
| product management; product strategy; product discovery; roadmapping; business analysis; requirements gathering
| process improvement; six sigma; lean; kaizen; lean manufacturing; operations
| leadership; people management; mentoring; team leadership; coaching
| stakeholder management; cross-functional collaboration; communication skills; public speaking; presentation skills
| communication skills; presentation skills; public speaking; storytelling; writing
| accounting; bookkeeping; financial reporting; month-end close; accounts payable; accounts receivable;
reconciliations; invoicing
| us gaap; ifrs; hgb; financial reporting; accounting
| quickbooks; xero; netsuite; sap; datev; oracle financials; erp
| financial modeling; valuation; financial analysis; fp&a; corporate finance; budgeting; excel
| investment banking; private equity; venture capital; equity research; mergers and acquisitions; portfolio management
| audit; accounting; compliance; risk management
| anti-money laundering; kyc; compliance
| payroll; human resources; compensation and benefits; hris
| recruiting; sourcing; full-cycle recruiting; applicant tracking systems; human resources
| contract law; corporate law; contract drafting; litigation; legal research; intellectual property; paralegal work;
conveyancing
| privacy law; gdpr; compliance
| supply chain management; logistics; procurement; inventory management; demand planning; warehouse management;
transportation management
| nursing; patient care; registered nurse; medication administration; wound care; vital signs; triage
| basic life support; acls; pals; cpr; first aid
| icu; emergency medicine; triage; acls
| epic ehr; electronic health records
| clinical research; clinical trials; good clinical practice; gcp guidelines; pharmacovigilance
| social work; case management; mental health; counseling; psychotherapy
| molecular biology; cell culture; pcr; genomics; crispr; flow cytometry; proteomics
| chromatography; hplc; mass spectrometry; organic chemistry
| gmp; quality control; quality assurance; iso 13485; iso 9001; quality management
| bioinformatics; genomics; computational biology; python; r
| teaching; tutoring; lesson planning; curriculum design; classroom management; instructional design; childcare
| mechanical engineering; cad; solidworks; finite element analysis; thermodynamics
| electrical engineering; pcb design; power electronics; signal processing; altium designer
| cnc machining; welding; machine maintenance; lean manufacturing
| cooking; baking; food safety; haccp; menu planning
| event planning; hospitality management; project management
| qualitative research; quantitative research; survey design; ethnography; user research; market research
| journalism; editing; proofreading; copywriting; writing; technical writing
| optimization; operations research; linear programming; numerical methods
| compilers; operating systems; c++; c
| cuda; gpu programming; high-performance computing; parallel computing
"""


@cache
def families() -> tuple[tuple[str, ...], ...]:
    """Return the families, each the names of skills that are near each other."""
    return tuple(tuple(" ".join(name.split()) for name in family.split(";")) for family in _FAMILIES.split("|"))
