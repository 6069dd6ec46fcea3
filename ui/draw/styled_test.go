package draw

import (
	"slices"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// TestStyled checks that what lipgloss or Render has styled comes out of a
// canvas in the style that was asked for, with wide characters in two cells and
// cut off at the area.
func TestStyled(t *testing.T) {
	theme := NewTheme(colorprofile.TrueColor, true)
	for _, st := range []Style{Plain, Muted, Accent | Bold, Failed | underline, Ready | faint, SevBad | Reverse | Bold} {
		for name, styled := range map[string]string{"lipgloss": st.Lipgloss().Render("日本 ok"), "Render": st.Render("日本 ok")} {
			want, got := NewCanvas(12, 1, Unicode()), NewCanvas(12, 1, Unicode())
			want.Text(1, 0, 9, "日本 ok", st)
			want.Text(8, 0, 2, "no", Plain)
			got.Styled(Area{X: 1, W: 11, H: 1}, styled+"no\nnot this line")
			if want.Render(theme) != got.Render(theme) {
				t.Errorf("%s of %x: %q, want %q", name, st, got.Render(theme), want.Render(theme))
			}
		}
	}
	for w, want := range map[int]string{1: "…", 2: "…", 3: "日…", 4: "日…", 5: "日本"} {
		c := NewCanvas(8, 1, Unicode())
		text := "日本"
		if w < 5 {
			text += "日本"
		}
		c.Styled(Area{W: w, H: 1}, lipgloss.JoinVertical(lipgloss.Left, Muted.Render(text), "below"))
		if got := c.Render(NewTheme(colorprofile.NoTTY, true)); got != want {
			t.Errorf("in %d cells: %q, want %q", w, got, want)
		}
	}
}

func TestMatchesAreUnderlined(t *testing.T) {
	theme := NewTheme(colorprofile.TrueColor, true)
	want, got := NewCanvas(20, 1, Unicode()), NewCanvas(20, 1, Unicode())
	want.Text(0, 0, 20, "Get a target", Muted)
	want.UnderlineMatches(0, 0, "Get a target", "GET")
	got.Styled(Area{W: 20, H: 1}, Muted.RenderMatches("Get a target", "GET"))
	if want.Render(theme) != got.Render(theme) {
		t.Errorf("%q, want %q", got.Render(theme), want.Render(theme))
	}
}

// What was drawn on a canvas is not on the one that has its memory.
func TestReuse(t *testing.T) {
	g := Unicode()
	c := NewCanvas(6, 2, g)
	c.Text(0, 1, 6, "before", Bold)
	for _, size := range [][2]int{{6, 2}, {4, 3}, {5, 5}} {
		w, h := size[0], size[1]
		c = c.Reuse(w, h, g)
		c.Text(1, 0, w, "now", Plain)
		want := NewCanvas(w, h, g)
		want.Text(1, 0, w, "now", Plain)
		if !slices.Equal(c.cells, want.cells) || c.w != w || c.h != h {
			t.Errorf("%d×%d: %v", w, h, c.cells)
		}
	}
	if c = (*Canvas)(nil).Reuse(3, 1, g); len(c.cells) != 3 {
		t.Error("no canvas to begin with")
	}
}
