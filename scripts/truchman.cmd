@echo off
rem Runs the truchman that is built here; builds it where it is missing. Windows has no short way to
rem compare the age of whole folders: after a change of the sources say mvnw.cmd -q -DskipTests package
setlocal EnableExtensions DisableDelayedExpansion
for %%d in ("%~dp0..") do set "root=%%~fd"
set "built=%root%\translate-cli\target\truchman"
if exist "%built%\bin\truchman.cmd" goto run

echo truchman: building what is not built yet; the first time, Maven also downloads the libraries 1>&2
pushd "%root%"
call mvnw.cmd -q -DskipTests package 1>&2
set "code=%errorlevel%"
popd
if "%code%"=="0" goto run
echo truchman: the build failed; its messages are above 1>&2
exit /b 1

:run
call "%built%\bin\truchman.cmd" %*
exit /b %errorlevel%
