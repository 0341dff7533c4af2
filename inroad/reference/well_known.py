"""Names of companies and products that are told from plain words even in lower case or at a sentence's start.

Written by hand from general knowledge, no complete list: elsewhere in a sentence every name is seen by its capital.
"""

from __future__ import annotations

from functools import cache

# A name of several words is joined by underscores.
_NAMES = """
google alphabet youtube gmail microsoft linkedin_learning azure github facebook instagram whatsapp amazon netflix
spotify uber lyft airbnb booking_com expedia tripadvisor twitter tiktok bytedance snapchat pinterest reddit quora
tumblr dropbox salesforce hubspot zendesk servicenow workday_inc atlassian jira confluence trello bitbucket asana
figma canva miro airtable monday_com clickup zapier intercom_inc mailchimp twilio sendgrid datadog splunk elastic_co
mongodb snowflake_inc databricks palantir cloudera confluent hashicorp docker redhat red_hat vmware citrix cisco ibm
intel nvidia amd qualcomm broadcom texas_instruments samsung sony lg huawei xiaomi lenovo dell hewlett hp_inc nokia
ericsson siemens bosch philips asml sap infosys wipro accenture capgemini deloitte kpmg mckinsey bain_capital pwc
ernst_and_young goldman_sachs morgan_stanley jpmorgan jp_morgan citigroup citibank barclays hsbc ubs credit_suisse
deutsche_bank bnp_paribas santander bbva ing_bank revolut monzo n26 klarna adyen paypal venmo coinbase binance
robinhood_markets blackrock fidelity vanguard_group bloomberg reuters tesla spacex toyota honda nissan volkswagen bmw
daimler mercedes audi porsche volvo renault peugeot fiat ferrari hyundai boeing airbus lockheed raytheon northrop
rolls_royce general_electric general_motors honeywell caterpillar_inc john_deere exxon exxonmobil chevron bp_plc
totalenergies pfizer moderna novartis roche bayer astrazeneca glaxosmithkline merck sanofi johnson_and_johnson procter
unilever nestle danone pepsico coca_cola starbucks mcdonalds walmart costco tesco carrefour aldi lidl ikea zara nike
adidas puma zalando asos ebay etsy shopify alibaba tencent baidu rakuten softbank mercadolibre nubank flipkart zomato
swiggy grab_holdings gojek deliveroo doordash instacart hellofresh delivery_hero wolt bolt_eu duolingo coursera udemy
udacity khan_academy grammarly evernote dropbox_paper openai anthropic deepmind hugging_face chatgpt copilot
perplexity_ai midjourney cohere_ai scale_ai stability_ai mistral_ai nasa darpa cern unicef unesco kickstarter patreon
substack wordpress_com squarespace wix godaddy cloudflare fastly akamai digitalocean heroku netlify vercel gitlab
jetbrains postman_inc sentry_io pagerduty new_relic okta auth0 crowdstrike zscaler fortinet palo_alto_networks
marriott hilton hyatt delta_air_lines lufthansa ryanair easyjet fedex ups_store dhl maersk verizon comcast vodafone
t_mobile telefonica orange_sa disney pixar warner_bros paramount_pictures nintendo ubisoft epic_games roblox zynga
activision photoprism calendly bitly docusign typeform surveymonkey qualtrics mixpanel segment_io amplitude_analytics
looker_studio tableau power_bi
"""


@cache
def well_known() -> frozenset[tuple[str, ...]]:
    """Return the names as words in lower case."""
    return frozenset(tuple(name.split("_")) for name in _NAMES.split())


@cache
def first_words() -> frozenset[str]:
    """Return the words with which the names begin."""
    return frozenset(name[0] for name in well_known())
