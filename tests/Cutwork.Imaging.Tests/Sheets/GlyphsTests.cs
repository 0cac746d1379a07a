namespace Cutwork.Imaging.Tests;

public sealed class GlyphsTests
{
    private static string Dots(char letter)
    {
        var dots = new char[Glyphs.Height * Glyphs.Width];
        for (int y = 0; y < Glyphs.Height; y++)
        for (int x = 0; x < Glyphs.Width; x++)
            dots[y * Glyphs.Width + x] = Glyphs.IsSet(letter, y, x) ? '#' : '.';
        return new string(dots);
    }

    [Fact]
    public void EveryLetterOfAsciiHasAShapeOfItsOwn()
    {
        char[] letters = [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code), 'λ', '→', '…', '·', 'α'];
        Assert.All(letters, letter => Assert.True(Glyphs.Knows(letter)));
        Assert.Equal(letters.Length, letters.Select(Dots).Distinct().Count());
        Assert.All(letters, letter => Assert.Equal(letter != ' ', Dots(letter).Contains('#')));
    }

    [Fact]
    public void UnknownCharactersAreABox()
    {
        string box = Dots('日');
        Assert.False(Glyphs.Knows('日'));
        Assert.StartsWith("######...##...#", box);
        foreach (char unknown in "é\u202E\n\uD83D")
            Assert.Equal(box, Dots(unknown));
    }

    [Fact]
    public void AnLIsAnL() => Assert.Equal("#....#....#....#....#....#....#####..........", Dots('L'));
}
