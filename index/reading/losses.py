"""What a sentence loses or gains by its words, in logits of the models that score it, and how that was chosen."""

from index.reading.times import Fit

MISSING = 2.0
"""What a sentence loses if an asked name or year is mentioned nowhere in its passage."""

UNHEARD = 6.0
"""What it loses if an asked name stands in no document at all that the asker may see: with a sentence about the same
deed, "when did Donald Trump close the mill?" would else be answered by when the mill closed. 14 of XQuAD's 1,190
questions have such a name over all 240 paragraphs, 9 of them by a misspelling."""

OTHER_NUMBER = 5.0
"""What it loses if such a name has a number: version 3.0, level 15; or if it is of another one of what is numbered."""

APART = 0.7
"""What it loses if an asked name is mentioned, but not in the sentence, the one before, or the passage's header. A loss
of 1 made 35 % of 41 % false answers to XQuAD's questions with a name exchanged, and 91 % of 93 % true ones."""

RIVAL = 2.0
"""What it loses besides if, in place of an asked name, another one of its kind stands there: Adler Hut for Stone Man
Hut."""

TIMES = {
    Fit.SAME: 0.5,
    Fit.HELD: 0.5,
    Fit.WITHIN: 0.5,
    Fit.NARROWED: -1.5,
    Fit.ROUGH: -0.7,
    Fit.OVERLAPPING: 0.0,
    Fit.OTHER: -5.0,
}
"""What it gains or loses by how its times fit the asked one. The gains, and judging the sentences that speak of the
asked time, made 22 % of TimeQA's questions over 80 pages together answered rightly 36 %."""

NO_TIME = 1.0
"""What it loses if a time is asked about, and neither it, nor the sentence before or its heading names one."""

ANOTHER = 4.0
"""What it loses if it tells the deed of another doer than the asked one, or of another place that somebody went to."""

NO_LONGER_SO = 3.0
"""What it loses if it only says how something was before, and how it is now is asked."""

TIMELESS = 6.0
"""What it loses if it names no time at all, and "when" is asked."""

UNSAID = 0.7
"""What it loses if the question has a number that neither it nor its surroundings have.

With the losses from `RIVAL` on and those for times, chosen on half of XQuAD's articles and TimeQA's pages, the other
half is answered falsely so often, before and after: a year exchanged 19 and 16 %, a word 33 and 30 %, TimeQA's
unanswerable 81 and 50 % (on the half they were chosen on 41 and 25, 47 and 38, 83 and 78); right answers fell by half a
point on XQuAD and by 2.6 points on TimeQA. The other half's totals too were seen while choosing."""

OTHER_OFFICE = 6.0
"""What it loses if it only says who holds another office than the one whose holder is asked for."""

OTHER_ITEM = 1.0
"""What an item of a list or a row of a table loses if a word of the question stands in another one, and not in it."""

OTHER_KEY = 3.0
"""What a row of a table loses besides if what is asked stands in the first cell of another, or in none."""

BLANK = 6.0
"""What a row of a table loses if the asked cell of it is empty: no other one answers in its place."""

OTHER_KIND = 3.0
"""What it loses if it tells of another kind of what is asked about, and its passage tells of the asked kind, too."""

OTHER_PRICE = 3.0
"""What a sentence loses that says what something else costs."""

NO_NUMBER_GIVEN = 3.0
"""What it loses if it has no number, nor a word for how many or how much, and that is asked."""

NO_REASON = 4.0
"""What a sentence loses that only says again what "why" is asked of."""

NO_WORD_FOR_IT = 1.0
"""What any other loses that has no word for a reason: it may be one all the same."""

OTHER_THING = 1.0
"""What it loses if it is of another thing than the one whose price is asked, or that was given."""

ALL_WORDS = 1.0
"""What a sentence gains that has all words of a question for yes or no, whichever of the two it says; and a row of a
table that has all words of any question."""

ASKED_CELL = 3.0
"""What a row of a table gains if a question asks for just one cell of it, and names its first whole: the models know
whole sentences best."""

UNTOLD = 6.0
"""What it loses if it has nothing of such a question but names, nor has the sentence before that a pronoun refers to:
that Zhao's committee is headed by Xi does not say that he met him."""

CONTRADICTED = 30.0
"""What it loses if it tells the deed the other way round, or an asked word's opposite: more than any model gives."""
