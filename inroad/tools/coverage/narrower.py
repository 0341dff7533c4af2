"""Which skills are a case of another: whoever has built things in Django has written Python.

Written by hand from general knowledge, by normal names (see `tools/skills.py`); only what nobody would dispute. It goes
one way: PostgreSQL is SQL, SQL is no PostgreSQL.
"""

from __future__ import annotations

from functools import cache

_TABLE = """
python: django, fastapi, flask, pandas, numpy, scikit-learn, pytest, celery
javascript: typescript, react, vue.js, angular, next.js, node.js, express.js, nestjs, svelte, jquery, ember.js, nuxt
java: spring boot, hibernate
c#: asp.net, entity framework
.net: asp.net, entity framework
php: laravel, symfony
ruby: ruby on rails
html: react, vue.js, angular, next.js
css: sass, scss, tailwind
react: next.js
sql: postgresql, mysql, mariadb, sql server, sqlite, t-sql, pl/sql
relational databases: postgresql, mysql, mariadb, sql server, sqlite, oracle
nosql: mongodb, dynamodb, cassandra, couchdb, cosmos db, redis, neo4j
databases: postgresql, mysql, mariadb, sql server, sqlite, oracle, mongodb, dynamodb, cassandra, redis
backend development: django, fastapi, flask, spring boot, express.js, nestjs, ruby on rails, laravel, asp.net, node.js
frontend development: react, vue.js, angular, svelte, next.js, ember.js, nuxt
web development: django, flask, react, vue.js, angular, next.js, ruby on rails, laravel, wordpress, frontend development
mobile development: ios development, android development, react native, flutter, swiftui, jetpack compose
cloud computing: aws, azure, gcp
ci/cd: jenkins, github actions, gitlab ci, circleci, travis ci, argo cd
infrastructure as code: terraform, pulumi, cloudformation
containers: docker, kubernetes
observability: prometheus, grafana, datadog, new relic, opentelemetry
machine learning: scikit-learn, xgboost, lightgbm, pytorch, tensorflow, keras, deep learning, computer vision
deep learning: pytorch, tensorflow, keras, neural networks
data visualization: tableau, power bi, looker, matplotlib, seaborn, plotly, qlik
business intelligence: tableau, power bi, looker, qlik, metabase
data pipelines: airflow, dagster, luigi, etl
test automation: selenium, cypress, playwright
unit testing: pytest, junit, jest
version control: git, svn
git: github actions, gitlab ci
agile: scrum, kanban
linux: ubuntu, debian, red hat linux
kubernetes: helm charts, openshift
crm: salesforce, hubspot, pipedrive
marketing automation: hubspot, marketo, mailchimp
email marketing: mailchimp, klaviyo
web analytics: google analytics
paid search: google ads
digital marketing: seo, sem, google ads, paid search, paid social, email marketing
erp: sap, netsuite
"""


@cache
def _cases() -> dict[str, tuple[str, ...]]:
    rows = (line.split(":") for line in _TABLE.strip().splitlines())
    return {name: tuple(each.strip() for each in cases.split(",")) for name, cases in rows}


def cases_of(skill: str) -> tuple[str, ...]:
    """Return the normal names of the skills that are a case of a skill; empty where none is known."""
    return _cases().get(skill, ())
