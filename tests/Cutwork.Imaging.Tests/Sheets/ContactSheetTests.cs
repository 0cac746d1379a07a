namespace Cutwork.Imaging.Tests;

public sealed class ContactSheetTests
{
    private static Picture Plain(int height, int width, byte shade) =>
        new(new Size(height, width), 1, [.. Enumerable.Repeat(shade, height * width)]);

    private static SheetCell Cell(Picture picture, params SheetMark[] marks) =>
        new("cutout", new SheetPanel(picture), new SheetPanel(picture) { Marks = [.. marks], Caption = ["λ 1.00"] });

    private static int Count(Picture sheet, Ink ink)
    {
        int count = 0;
        for (int i = 0; i < sheet.Pixels.Length; i += 3)
            if ((sheet.Pixels[i], sheet.Pixels[i + 1], sheet.Pixels[i + 2]) == (ink.Red, ink.Green, ink.Blue))
                count++;
        return count;
    }

    [Theory]
    [InlineData(1, 1, 224)]
    [InlineData(28, 28, 8)]
    [InlineData(64, 64, 3)]
    [InlineData(32, 16, 7)]
    [InlineData(224, 224, 1)]
    public void SmallPicturesAreEnlargedByAWholeFactor(int height, int width, int factor)
    {
        var ink = new Ink(77, 77, 77);
        Picture sheet = new ContactSheet { Cells = [Cell(Plain(height, width, 77))] }.Draw();
        Assert.Equal(2 * height * width * factor * factor, Count(sheet, ink)); // before and after
    }

    [Theory]
    [InlineData(600, 400)]
    [InlineData(1, 4000)]
    [InlineData(4000, 1)]
    public void LargePicturesAreShrunk(int height, int width)
    {
        Picture sheet = new ContactSheet { Cells = [Cell(Plain(height, width, 77))] }.Draw();
        Assert.InRange(sheet.Size.Width, 300, 700);
        Assert.InRange(sheet.Size.Height, 100, 500);
        Assert.True(Count(sheet, new Ink(77, 77, 77)) > 0);
    }

    [Theory]
    [InlineData(MarkKind.Erased)]
    [InlineData(MarkKind.Pasted)]
    [InlineData(MarkKind.Blended)]
    public void ARegionIsOutlinedInItsKindsColor(MarkKind kind)
    {
        Picture sheet = new ContactSheet
        {
            Cells = [Cell(Plain(32, 32, 77), new SheetMark(new Region(8, 8, 4, 5), kind))],
        }.Draw();
        int outline = 2 * 3 * (5 * 7 + 4 * 7 + 2 * 3); // 3 thick around 28 × 35
        Assert.Equal(outline + 14 * 14, Count(sheet, Ink.Of(kind))); // and the legend's square
        foreach (MarkKind other in Enum.GetValues<MarkKind>())
            if (other != kind)
                Assert.Equal(0, Count(sheet, Ink.Of(other)));
        Assert.Equal(2 * 32 * 32 * 49 - 2 * 4 * (35 + 28 + 2 * 4), Count(sheet, new Ink(77, 77, 77))); // halo included
    }

    [Fact]
    public void ACellOfAPlanShowsPartnerRegionsAndLabels()
    {
        var size = new Size(16, 16);
        Picture[] pictures = [Plain(16, 16, 10), Plain(16, 16, 200)];
        string[] classes = ["cat", "dog"];
        var recipe = new Recipe(
            new CutMix(1)
            {
                Partner = PartnerRule.Reverse,
                Placement = Placement.Inside,
                LambdaRange = (0.5, 0.5),
            }
        );
        Plan plan = recipe.Draw(new Key(1), Scene.Range(size, 0, 2));

        SheetCell cell = SheetCell.Of(plan, 0, place => pictures[place], pictures[0], place => classes[place]);

        Region box = plan.Stages[0].Of(0)[0].Region;
        double own = 1 - box.Area / 256.0;
        Assert.Equal("cutmix", cell.Title);
        Assert.Equal(["cat"], cell.Before.Caption);
        Assert.Equal(["dog"], cell.Partner!.Caption);
        Assert.Equal([new SheetMark(box, MarkKind.Pasted)], cell.After.Marks);
        Assert.Equal([new SheetMark(box, MarkKind.Pasted)], cell.Partner.Marks);
        Assert.Equal(
            [
                FormattableString.Invariant($"λ {own:0.00}"),
                FormattableString.Invariant($"{own:0.00} cat"),
                FormattableString.Invariant($"{1 - own:0.00} dog"),
            ],
            cell.After.Caption
        );
    }

    [Fact]
    public void AnErasedPartnerBringsItsErasure()
    {
        var size = new Size(16, 16);
        Picture picture = Plain(16, 16, 10);
        var recipe = new Recipe(new Cutout(Length.Pixels(6)), new Mixup(1) { Partner = PartnerRule.Reverse });
        Plan plan = recipe.Draw(new Key(1), Scene.Range(size, 0, 2));

        SheetCell cell = SheetCell.Of(plan, 0, _ => picture, picture, _ => "x");

        Region[] erased = [.. cell.After.Marks.Where(mark => mark.Kind == MarkKind.Erased).Select(mark => mark.Region)];
        Assert.Equal([plan.Stages[0].Of(0)[0].Region, plan.Stages[0].Of(1)[0].Region], erased);
    }

    [Fact]
    public void TheSameCellsMakeTheSameSheetAndLongCaptionsAreCut()
    {
        SheetPanel panel = new(Plain(8, 8, 77)) { Caption = [new string('m', 500), "日本"] };
        var cell = new SheetCell(new string('t', 500), panel, panel) { Partner = panel };
        ContactSheet sheet = new() { Title = new string('T', 500), Cells = [cell, cell, cell] };
        Assert.Equal(sheet.Draw().Pixels, sheet.Draw().Pixels);
        Assert.Equal("mm…", Canvas.Cut("mmmmm", 3 * Glyphs.Advance * 2, 2));
        Assert.Equal("mmm", Canvas.Cut("mmm", 3 * Glyphs.Advance * 2, 2));
    }

    [Fact]
    public void ASheetOfNothingIsRefused() => Assert.Throws<InvalidOperationException>(() => new ContactSheet().Draw());
}
