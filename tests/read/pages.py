"""Made-up pages rendered as plain text, each line marked with what it is.

``B`` is the report's text, ``C`` the page around it, ``M`` a line of the masthead (byline, date, caption, credit),
``T`` the title, ``S`` a summary; a bare line is blank. The pages and all names in them are invented.
"""

from __future__ import annotations

PAGES: dict[str, str] = {
    "menu of short lines, related box, footer": """
C Skip to content
C Menu
C News
C Harbour
C Sport
C Jobs
C Subscribe now
C Breaking: Tunnel closed after lorry fire
T Ferry line to resume night crossings in spring
M By Ann Lee
M May 3, 2031
C 4 min read
C Share
C Facebook
C Copy link
B The ferry line between the two islands will run night boats again from April, its director said on Friday.
B The boats stopped two winters ago, when storms broke the outer pier and the crews could not be paid.
C Advertisement
B "We asked the crews first, and they want the night work back," the director told the harbour board.
C Story continues below advertisement
B Tickets will cost 12 crowns, up from 9, and dogs will travel free.
B It is not known whether the morning boat will keep its stop at the lighthouse.
C Related Articles
C Storm damage costs the port two million
C Lighthouse keeper retires after forty years
C Most Read
C 1. Five beaches for a rainy day
C 2. Why the bridge is blue
C About Us
C Contact
C Privacy Policy
C © 2031 Lowland Courier. All rights reserved.
""",
    "menus in one line, cookie note with full sentences": """
C Home | World | Business | Sport | Weather
C We use cookies and similar tools to improve your visit. You can change your choices at any time in the settings.
C Accept all
C Reject
C Home › World › Europe
T Mountain road shut for a third week
M Mira Holt | June 4, 2031
B Engineers have closed the mountain road for a third week because the slope above it is still moving.
B Sensors showed 14 centimetres of movement on Tuesday alone, said Ola Brandt, who leads the survey.
B A village of 300 people can be reached only by the forest track, which is too narrow for lorries.
B Bread and medicine are brought up by tractor twice a day.
C Tags: roads, landslides, mountains
C Sign up for our daily newsletter
C Enter your email address
C By signing up you agree to our terms of use and privacy policy.
C Mira Holt is a reporter covering the mountain districts.
C Terms of Use
C Cookie Settings
""",
    "teasers with sentences after the report, comments": """
T Museum finds lost letters in a piano
M By Jon Berg and Eli Sand
M Published 12 March 2031 | Updated 13 March 2031
M A letter on the keys of the piano. (Photo: Eli Sand)
B The city museum has found eleven letters inside a piano that it bought for 40 crowns.
B They were written between 1911 and 1914 by a teacher who had left for the south, the museum said.
B The last one is unopened, and the museum does not yet want to break its seal.
B "A letter that nobody has read for a century can wait another month," said its head, Lise Dahl.
B Visitors can see the piano from Sunday.
C More from Culture
C Opera house gets a new roof
C The old roof had leaked since the flood, and the city has now found money for it.
C Choir seeks tenors
C The oldest choir in town has too few tenors for the summer.
C 3 Comments
C harbourcat
C 2 hours ago
C My grandmother had a piano like that and nobody ever looked inside of it, what a pity.
C Reply
C Report
C nn_77
C 3 hours ago
C I would have opened the last one at once, to be honest with all of you.
C Reply
C Log in to comment
""",
    "live file with clock times": """
T Election night as it happened
M 9 May 2031
S Key points
S - Turnout reached 71 percent, the highest in twenty years
S - The coast party leads in four of nine districts
B 22:40
B The last district on the coast has been counted, and the coast party keeps its seat by 112 votes.
B 21:15
B Counting has stopped in the capital because the printers ran out of paper, officials said.
B 20:00
B The polls are closed. First numbers are expected within the hour.
C Follow us on Facebook
C Back to top
""",
    "lists and short quotes inside the report": """
T What to know before the bridge closes
B The old bridge closes on Monday for eight months, the road office said.
B These lines are affected:
B - Bus 12 ends at the market
B - Bus 14 takes the tunnel
B - The night bus does not run
B What about cyclists?
B They may use the footbridge, but must push.
B "No."
B That was the answer of the engineer when we asked whether it could be done faster.
B The names of the crew who built the first bridge stand on its northern pillar:
B Karl Moe
B Sven Aas
B Per Lund
B They were paid two crowns a day.
C Share this article
C Print
""",
    "a page without title or masthead": """
B A fire on the western quay was put out on Thursday after six hours, and nobody was hurt.
B Two warehouses full of paper are lost.
B The harbour master said that the cause was not known.
C Share.
C Desktop version
""",
    "address, donation appeal and author note at the end": """
T Wells run dry in the northern valleys
M By ANN LEE
M Lowland Courier
M 7:30 a.m. July 8, 2031
B Forty wells have run dry in the northern valleys since June, and farmers are selling their sheep.
B Rain is not expected before August, according to the weather office.
B The government has promised tank lorries, of which three have arrived.
M Bo Dahl in the capital contributed to this report.
C If you value our reporting, please consider a donation.
C Ann Lee covers farming for the Courier. Follow her on Twitter @annlee.
C Lowland Courier, 12 Harbour Road, Suite 4
C Terms
C Careers
C Advertise
""",
    "subscription box and related line in the middle": """
C Search
C Log in
C Subscribe
C World
T Two ministers quit over the dam
M By Eli Sand, Staff Writer
M Oct. 2, 2031 at 6:15 p.m. EDT
M Share
B Two ministers left the government on Thursday in a quarrel over the dam that is to flood the eastern valley.
B Both had voted for the plan in spring, and both now say that they were not shown the full report.
C Get the Courier's morning briefing
C The stories that matter, straight to your inbox every weekday.
C Sign up
B The prime minister thanked them in one sentence and named no successors.
C Read more: Who pays for the eastern dam?
B Work on the dam began in August, and 2,000 people have been told to leave their homes by Christmas.
B "We will not go," said Karin Moe, 68, whose farm lies where the lake would be deepest.
C Trending
C Comet seen over the capital
C Ten soups for autumn
C Site Map
C Help
C Do Not Sell My Personal Information
""",
    "image labels, dated related stories, numbered most-read list": """
C Accessibility links
C Sounds
C More menu
T Cable car crash kills four tourists
C Published
C 15 hours ago
C Share page
M Image source, Quay Pictures
M Image caption,
M Rescuers worked through the night on the mountain
M By Ann Lee
B Four tourists have died after a cable car fell in the mountains, officials in the region say.
B The cabin was carrying nine people when its cable snapped near the top station, police said.
B An investigation has been opened by prosecutors in the valley.
C Related Topics
C Tourism
C More on this story
C Cable car operators warn of safety gap
C Published 3 May
C Why are so many lifts so old?
C Most read
C 1
C Singer cancels tour after illness
C On smart speakers
C Contact the newsroom
""",
    "headlines above the title, a standfirst, teasers below": """
C Sections
C Politics Business Tech Markets Opinion
C Latest
C Oil rises as storm nears the gulf
C EXCLUSIVE
T Central bank weighs surprise rate cut, sources say
S Three people familiar with the talks described a split board
M By Bo Dahl and Eva Holm
M Updated 3:45 p.m. ET, May 3, 2031
B The central bank is weighing a surprise cut in interest rates next week, three people familiar with the talks said.
B A cut has the backing of four of the nine members of the board, the people said.
B The bank declined to comment.
C Sign up to our daily market wrap for what moves the world.
B Unemployment rose to 6.1 percent in April from 5.8 percent a month before, the statistics office said.
B Others point to wages.
M (Updates with economist comment in the fifth paragraph.)
M — With assistance from Karl Moe
C Recommended Stories
C Oil rises as storm nears the gulf
C Crude oil rose by two percent on Friday as a storm moved toward the wells in the gulf, traders said.
C Lira falls to record low
C The lira lost four percent against the dollar after the finance minister stepped down on Thursday night.
C Your Privacy Choices
""",
    "a blog with comments by readers": """
C About me
C Recipes
C Shop
T How I stopped killing my tomatoes
M May 3, 2031 by Greta 24 Comments
B For years I watered my tomatoes every single day and wondered why they split before I could eat them.
B Then a neighbour told me to stop.
B Here is what I do now:
B Water deeply twice a week
B Mulch with straw
B Pick before rain
B It really is that simple, and I have not lost a single one since last June.
C This post may contain affiliate links. See my disclosure policy for details.
C Filed Under: Vegetables
C « Older post
C Comments
C Maria says
C May 4, 2031 at 8:15 am
C My mother kept bees all her life and your way of smoking them is hers, thank you for writing it down.
C Reply
C Leave a Reply Cancel reply
C Your email address will not be published. Required fields are marked *
C Recent Posts
C Why slugs hate coffee
C Copyright © 2031 · The Shed · Log in
""",
}


def page(name: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a page and its lines with their marks."""
    marked = [(line[:1], line[2:]) for line in PAGES[name].strip("\n").split("\n")]
    return "\n".join(line for _, line in marked) + "\n", [(mark, line) for mark, line in marked if line]
