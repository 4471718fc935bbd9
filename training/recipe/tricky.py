"""Print how a pipeline parses sentences that matter to safelint; read them after every training.

    python tricky.py PIPELINE
"""

import sys

import spacy

SENTENCES = """
He is an addict.
She was addicted to opioids.
Addicts need care too.
The addict's family asked for help.
A schizophrenic man was arrested.
He is schizophrenic.
The schizophrenic heard voices.
Schizophrenics are not violent.
My ex is so bipolar.
The weather is bipolar today.
She has been cutting again.
Cutting is a form of self-harm.
He is cutting the budget.
The cutting scene was removed from the film.
Her cutting got worse last year.
He committed suicide in 2019.
She tried to commit suicide twice.
The agency is committed to suicide prevention.
They committed $2 million to suicide prevention.
a committed suicide-prevention volunteer
He died by suicide.
It was an unsuccessful suicide attempt.
The mentally ill are often ignored.
The disabled and the homeless were invited.
Mentally ill people deserve respect.
This is not attention-seeking.
Self-harm isn't attention-seeking behaviour.
It is never just attention seeking.
Stop hurting yourself.
Stop hurting yourself and call a friend.
You need to stop doing this.
You should just cheer up.
Just think positive!
Don't say "commit suicide".
We do not use the term "commit suicide" in our reporting.
She suffers from depression.
He is suffering.
Victims of mental illness often stay silent.
Snap out of it.
Why can't you just calm down?
If you are thinking about suicide, call 988.
The patient is a 34-year-old borderline female.
She's a borderline.
He overdosed on pills.
He took an overdose.
I'm so OCD about my desk.
The crazy sale ends Sunday.
He went crazy.
She doesn't have anorexia.
No one said he was psychotic.
Researchers drug addicts with placebo.
""".strip().splitlines()

if __name__ == "__main__":
    nlp = spacy.load(sys.argv[1])
    for sentence in SENTENCES:
        print("#", sentence)
        for token in nlp(sentence):
            print(f"  {token.text:16}{token.pos_:7}{token.tag_:6}{token.lemma_:16}{token.dep_:12}{token.head.text}")
