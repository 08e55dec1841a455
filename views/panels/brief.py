"""The case in words: the prompt, what to ask first, the mistakes, and model answers."""

import streamlit as st

from .._session import Page

LABEL, ORDER, WORD = "Brief", 5, "case"


def show(page: Page) -> None:
    """The brief, part by part."""
    brief = page.design.case.brief
    st.markdown("#### The prompt")
    st.markdown(brief.sections["Prompt"])
    st.markdown("#### Ask first")
    for question in brief.questions:
        with st.expander(question.asks):
            st.markdown(question.answer)
            st.markdown(f"**What it changes:** {question.changes}")
    st.markdown("#### The walk, step by step")
    for step in brief.walk:
        with st.expander(f"{step.title} · {step.minutes} min"):
            st.markdown(step.text)
    st.markdown("#### Mistakes")
    st.markdown("\n".join(f"- {mistake}" for mistake in brief.mistakes))
    st.markdown("#### Model answers")
    for level in ("mid", "senior", "staff"):
        with st.expander(f"A {level} answer"):
            st.markdown(brief.sections[f"Model answer: {level}"])
    st.markdown("#### References")
    st.markdown("\n".join(f"- {reference}" for reference in brief.references))
